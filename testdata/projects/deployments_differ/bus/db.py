import os

import asyncpg


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(os.getenv("DATABASE_URL", "postgresql:///bus"))  # PGB101

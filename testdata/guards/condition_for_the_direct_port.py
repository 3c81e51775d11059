import os

import asyncpg

DSN = os.environ["DATABASE_URL"]


async def connect() -> asyncpg.Connection:
    if ":5432" in DSN:
        return await asyncpg.connect(DSN)
    return await asyncpg.connect(DSN)

import os

import asyncpg

DSN = os.environ["DATABASE_URL"]


async def connect() -> asyncpg.Connection:
    return await (
        asyncpg.connect(DSN, timeout=5)  # PGB101
        if "pooler" in DSN
        else asyncpg.connect(DSN)
    )

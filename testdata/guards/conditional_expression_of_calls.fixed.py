import os

import asyncpg

DSN = os.environ["DATABASE_URL"]


async def connect() -> asyncpg.Connection:
    return await (
        asyncpg.connect(DSN, timeout=5, statement_cache_size=0)
        if "pooler" in DSN
        else asyncpg.connect(DSN)
    )

import os

import asyncpg

DSN = os.environ["DATABASE_URL"]


async def open_pool() -> asyncpg.Pool:
    if ":6543" in DSN:
        return await asyncpg.create_pool(DSN, statement_cache_size=0)
    else:
        return await asyncpg.create_pool(DSN)

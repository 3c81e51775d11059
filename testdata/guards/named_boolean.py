import os

import asyncpg

DSN = os.environ["DATABASE_URL"]
IS_POOLED = ":6543" in DSN


async def open_pool() -> asyncpg.Pool:
    if IS_POOLED:
        return await asyncpg.create_pool(DSN, max_size=20)  # PGB101
    return await asyncpg.create_pool(DSN, max_size=20)

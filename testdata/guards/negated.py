import os

import asyncpg

DSN = os.environ["DATABASE_URL"]


async def open_pool() -> asyncpg.Pool:
    if not ":6543" in DSN:  # noqa: E713
        pool = await asyncpg.create_pool(DSN)
    else:
        pool = await asyncpg.create_pool(DSN)  # PGB101
    return pool

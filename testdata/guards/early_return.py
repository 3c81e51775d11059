import os

import asyncpg

DSN = os.environ["DATABASE_URL"]


async def open_pool() -> asyncpg.Pool:
    if ":6543" not in DSN:
        return await asyncpg.create_pool(DSN)

    return await asyncpg.create_pool(DSN, max_size=20)  # PGB101

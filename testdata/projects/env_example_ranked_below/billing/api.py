import os

import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(os.environ["DATABASE_URL"], max_size=20)

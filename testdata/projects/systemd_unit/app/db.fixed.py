import os

import asyncpg


async def connect():
    return await asyncpg.create_pool(os.environ["DATABASE_URL"], statement_cache_size=0)

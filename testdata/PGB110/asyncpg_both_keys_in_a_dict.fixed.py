import os

import asyncpg

options = {
    "statement_cache_size": 0,
    "timeout": 10,
}


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(os.environ["DATABASE_URL"], **options)

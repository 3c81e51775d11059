import os

import asyncpg

DSN = os.environ["DATABASE_URL"]
is_pooled = "pooler" in DSN


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        DSN,
        statement_cache_size=0 if is_pooled else 100,
    )

import os

import asyncpg

PASSWORD = os.environ["PGPASSWORD"]


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        f"postgresql://app:{PASSWORD}@pgbouncer:6432/app?sslmode=require",
        statement_cache_size=0,
    )

import os

import asyncpg


async def open_pool() -> asyncpg.Pool:
    host = os.environ["PGHOST"]
    return await asyncpg.create_pool(
        f"postgresql://app@{host}/postgres?pgbouncer=true",
        statement_cache_size=0,
    )


async def open_other() -> asyncpg.Pool:
    host = os.environ["PGHOST"]
    return await asyncpg.create_pool(f"postgresql://app@{host}/postgres?statement_cache_size=0")  # PGB110

import os

import asyncpg

USER = os.environ["PGUSER"]
PASSWORD = os.environ["PGPASSWORD"]


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        f"postgresql://{USER}:{PASSWORD}@pgbouncer:6432/app",
        max_size=10,
        statement_cache_size=0,
    )

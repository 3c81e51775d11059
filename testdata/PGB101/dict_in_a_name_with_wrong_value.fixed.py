import asyncpg

options = {"statement_cache_size": 0, "max_size": 20}


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        "postgresql://app:secret@pgbouncer:6432/app", **options
    )

import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        dsn="postgresql://app@pgbouncer:6432/app",
        statement_cache_size=0,
        max_size=10,
    )

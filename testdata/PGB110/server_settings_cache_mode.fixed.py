import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        DSN,
        max_size=10,
        statement_cache_size=0,
    )

import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        "postgresql://app@pgbouncer:6432/app?sslmode=require",
        statement_cache_size=0,
    )

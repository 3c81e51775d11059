import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        host="pgbouncer",
        port=6432,
        user="app",
        database="app",
        min_size=1,
        max_size=10,
        statement_cache_size=0,
    )

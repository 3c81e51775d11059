import asyncpg


async def open_pool():
    return await asyncpg.create_pool(
        host     = "pgbouncer",
        port     = 6432,
        database = "app",
        statement_cache_size = 0,
    )

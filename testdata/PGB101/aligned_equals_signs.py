import asyncpg


async def open_pool():
    return await asyncpg.create_pool(  # PGB101
        host     = "pgbouncer",
        port     = 6432,
        database = "app",
    )

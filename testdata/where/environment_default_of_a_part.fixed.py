import os

import asyncpg

HOST = os.getenv("DB_HOST", "pgbouncer")
PORT = int(os.getenv("DB_PORT", "6432"))


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        host=HOST,
        port=PORT,
        database="app",
        statement_cache_size=0,
    )

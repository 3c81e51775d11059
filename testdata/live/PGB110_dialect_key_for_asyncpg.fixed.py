import asyncpg

pool = None


async def start():
    global pool
    pool = await asyncpg.create_pool(
        "postgresql://app:secret@pgbouncer.internal:6432/app",
        min_size=1,
        max_size=4,
        statement_cache_size=0,
    )


async def fetch_value(query):
    return await pool.fetchval(query)

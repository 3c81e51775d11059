import asyncpg

DSN = "postgresql://app:secret@pgbouncer:6432/app"


async def open_pool():
    pool = await asyncpg.create_pool(DSN,
                                     min_size=1,
                                     max_size=10,
                                     statement_cache_size=0)
    return pool

import asyncpg


async def connect():
    return await asyncpg.connect("postgresql://app@pgbouncer:6432/app",
                                 statement_cache_size=0)

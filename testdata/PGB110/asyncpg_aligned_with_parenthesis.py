import asyncpg


async def connect():
    return await asyncpg.connect("postgresql://app@pgbouncer:6432/app",  # PGB110
                                 statement_cache_size=0,
                                 prepared_statement_cache_size=0)

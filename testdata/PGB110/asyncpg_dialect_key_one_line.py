import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(DSN, prepared_statement_cache_size=0)  # PGB101, PGB110

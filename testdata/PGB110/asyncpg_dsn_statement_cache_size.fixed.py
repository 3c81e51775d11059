import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(DSN, statement_cache_size=0)

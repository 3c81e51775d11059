import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app?statement_cache_size=0"


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(DSN)  # PGB101, PGB110

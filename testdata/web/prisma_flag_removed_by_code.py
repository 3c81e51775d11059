import asyncpg

URL = "postgresql://app@pgbouncer:6432/app?pgbouncer=true"
DSN = URL.replace("?pgbouncer=true", "")


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(DSN, statement_cache_size=0)

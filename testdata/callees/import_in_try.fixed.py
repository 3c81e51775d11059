try:
    import asyncpg
except ImportError:
    asyncpg = None

DSN = "postgresql://app@pgbouncer:6432/app"


async def open_pool():
    if asyncpg is None:
        raise RuntimeError("asyncpg is not installed")
    return await asyncpg.create_pool(DSN, statement_cache_size=0)

import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(  # PGB101
        "postgresql://app:secret@pgbouncer:6432/app",
        max_size=10,
        statement_cache_size=0,
        # ssl="require",
    )

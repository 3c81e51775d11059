import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        "postgresql://app:secret@pgbouncer:6432/app",
        max_size=10,
        # ssl="require",
        statement_cache_size=0,
    )

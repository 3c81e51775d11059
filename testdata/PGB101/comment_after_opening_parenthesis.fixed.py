import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(  # through the pooler
        "postgresql://app:secret@pgbouncer:6432/app",
        statement_cache_size=0,
    )

import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        "postgresql://app:secret@pgbouncer:6432/app",
        **{"min_size": 1, "max_size": 10},
        statement_cache_size=0,
    )

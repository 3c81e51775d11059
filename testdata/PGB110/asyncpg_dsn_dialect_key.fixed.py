import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        "postgresql://app@localhost:5432/app",
        statement_cache_size=0,
    )

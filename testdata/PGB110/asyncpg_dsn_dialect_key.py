import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(  # PGB110
        "postgresql://app@localhost:5432/app?prepared_statement_cache_size=0",
        statement_cache_size=0,
    )

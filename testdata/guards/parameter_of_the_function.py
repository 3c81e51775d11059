import asyncpg


async def open_pool(dsn: str) -> asyncpg.Pool:
    if ":6543" in dsn:
        return await asyncpg.create_pool(dsn)  # PGB101
    return await asyncpg.create_pool(dsn)

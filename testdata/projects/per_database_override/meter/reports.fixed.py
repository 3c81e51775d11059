import asyncpg


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(
        "postgresql://reports@pool:6432/reports", statement_cache_size=0
    )

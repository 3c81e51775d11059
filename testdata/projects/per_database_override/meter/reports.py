import asyncpg


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect("postgresql://reports@pool:6432/reports")  # PGB101

import asyncpg

DSN = "postgresql://app:secret@pgbouncer:6432/app"


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(DSN)  # PGB101

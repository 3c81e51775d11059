# expect: unresolved = 2, connections = 2
import asyncpg

from app.settings import settings

DSN = "postgresql://app@pgbouncer:6432/app"


async def connect(size: int) -> asyncpg.Connection:
    return await asyncpg.connect(DSN, statement_cache_size=size)


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(DSN, statement_cache_size=settings.cache_size)

# expect: unresolved = 2, connections = 2
import asyncpg

from app.settings import driver_options

DSN = "postgresql://app@pgbouncer:6432/app"


async def connect(**kwargs) -> asyncpg.Connection:
    return await asyncpg.connect(DSN, **kwargs)


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(DSN, **driver_options)

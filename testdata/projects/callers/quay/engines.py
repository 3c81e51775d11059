import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool


def make_engine(url: str, echo: bool = False) -> AsyncEngine:
    return create_async_engine(url, echo=echo, poolclass=NullPool)  # PGB102


async def open_pool(dsn: str = "postgresql://localhost/quay") -> asyncpg.Pool:
    return await asyncpg.create_pool(dsn)  # PGB101


async def connect(dsn: str) -> asyncpg.Connection:
    return await asyncpg.connect(dsn)  # PGB101


async def never_called(dsn: str) -> asyncpg.Connection:
    return await asyncpg.connect(dsn)


async def called_with_anything(dsn: str) -> asyncpg.Connection:
    return await asyncpg.connect(dsn)


async def called_at_home(dsn: str) -> asyncpg.Connection:
    return await asyncpg.connect(dsn)

import asyncpg
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from shop.core import settings
from shop.core.config import get_settings

engine = create_async_engine(  # PGB201
    settings.database_url,
    pool_pre_ping=True,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
session_factory = async_sessionmaker(engine, expire_on_commit=False)


async def replica() -> asyncpg.Connection:
    return await asyncpg.connect(str(settings.replica_url), statement_cache_size=0)


async def jobs_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        get_settings().jobs_url, max_size=4, statement_cache_size=0
    )


async def reports() -> asyncpg.Connection:
    return await asyncpg.connect(
        dsn=settings.reports_url, timeout=10, statement_cache_size=0
    )


async def audit() -> asyncpg.Connection:
    return await asyncpg.connect(settings.audit_url, statement_cache_size=0)

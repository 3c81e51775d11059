import asyncpg
from psycopg_pool import ConnectionPool

from crm import settings

pool = ConnectionPool(
    settings.DATABASE_URL, open=False, kwargs={"prepare_threshold": None}
)


async def audit() -> asyncpg.Connection:
    return await asyncpg.connect(settings.AUDIT_URL, statement_cache_size=0)


async def prefixed() -> asyncpg.Connection:
    return await asyncpg.connect(settings.DSN, statement_cache_size=0)


async def jobs() -> asyncpg.Connection:
    return await asyncpg.connect(settings.JOBS_DSN, statement_cache_size=0)

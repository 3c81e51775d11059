import asyncpg
from psycopg_pool import ConnectionPool

from crm import settings

pool = ConnectionPool(settings.DATABASE_URL, open=False)  # PGB103


async def audit() -> asyncpg.Connection:
    return await asyncpg.connect(settings.AUDIT_URL)  # PGB101


async def prefixed() -> asyncpg.Connection:
    return await asyncpg.connect(settings.DSN)  # PGB101


async def jobs() -> asyncpg.Connection:
    return await asyncpg.connect(settings.JOBS_DSN)  # PGB101

import asyncpg
from psycopg_pool import ConnectionPool

import billing.config as config
from billing.config import Settings, settings


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(settings.db.url)  # PGB101


def replica_pool() -> ConnectionPool:
    return ConnectionPool(config.settings.replica.dsn, min_size=1, open=False)  # PGB103


async def warehouse() -> asyncpg.Connection:
    return await asyncpg.connect(Settings().warehouse.dsn)  # PGB101

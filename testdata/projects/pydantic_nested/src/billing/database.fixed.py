import asyncpg
from psycopg_pool import ConnectionPool

import billing.config as config
from billing.config import Settings, settings


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(settings.db.url, statement_cache_size=0)


def replica_pool() -> ConnectionPool:
    return ConnectionPool(
        config.settings.replica.dsn,
        min_size=1,
        open=False,
        kwargs={"prepare_threshold": None},
    )


async def warehouse() -> asyncpg.Connection:
    return await asyncpg.connect(Settings().warehouse.dsn, statement_cache_size=0)

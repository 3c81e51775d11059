import asyncpg
import psycopg

import depot.settings as conf
from depot import settings
from depot.settings import Config, ProductionConfig


async def by_constant() -> asyncpg.Connection:
    return await asyncpg.connect(settings.DSN, statement_cache_size=0)


async def by_class() -> asyncpg.Connection:
    return await asyncpg.connect(Config.DATABASE_URL, statement_cache_size=0)


async def by_subclass() -> asyncpg.Pool:
    return await asyncpg.create_pool(ProductionConfig.AUDIT_URL, statement_cache_size=0)


async def by_inherited_attribute() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        ProductionConfig().DATABASE_URL, statement_cache_size=0
    )


def by_instance() -> psycopg.Connection:
    return psycopg.connect(conf.settings.url, prepare_threshold=None)


def by_property() -> psycopg.Connection:
    return psycopg.connect(conf.settings.archive, prepare_threshold=None)


async def by_key() -> asyncpg.Connection:
    return await asyncpg.connect(conf.DATABASES["stock"], statement_cache_size=0)


async def at_home() -> asyncpg.Connection:
    return await asyncpg.connect(conf.DATABASES["prices"])


async def by_parts() -> asyncpg.Connection:
    return await asyncpg.connect(
        host=settings.DB_HOST,
        port=settings.DB_PORT,
        password=settings.DB_PASSWORD,
        statement_cache_size=0,
    )

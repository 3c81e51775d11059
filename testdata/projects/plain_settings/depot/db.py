import asyncpg
import psycopg

import depot.settings as conf
from depot import settings
from depot.settings import Config, ProductionConfig


async def by_constant() -> asyncpg.Connection:
    return await asyncpg.connect(settings.DSN)  # PGB101


async def by_class() -> asyncpg.Connection:
    return await asyncpg.connect(Config.DATABASE_URL)  # PGB101


async def by_subclass() -> asyncpg.Pool:
    return await asyncpg.create_pool(ProductionConfig.AUDIT_URL)  # PGB101


async def by_inherited_attribute() -> asyncpg.Pool:
    return await asyncpg.create_pool(ProductionConfig().DATABASE_URL)  # PGB101


def by_instance() -> psycopg.Connection:
    return psycopg.connect(conf.settings.url)  # PGB103


def by_property() -> psycopg.Connection:
    return psycopg.connect(conf.settings.archive)  # PGB103


async def by_key() -> asyncpg.Connection:
    return await asyncpg.connect(conf.DATABASES["stock"])  # PGB101


async def at_home() -> asyncpg.Connection:
    return await asyncpg.connect(conf.DATABASES["prices"])


async def by_parts() -> asyncpg.Connection:
    return await asyncpg.connect(  # PGB101
        host=settings.DB_HOST,
        port=settings.DB_PORT,
        password=settings.DB_PASSWORD,
    )

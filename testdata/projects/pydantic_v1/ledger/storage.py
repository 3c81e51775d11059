import asyncpg
import psycopg

from .settings import settings


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(settings.dsn, min_size=1, max_size=10)  # PGB101


async def events() -> asyncpg.Connection:
    return await asyncpg.connect(settings.events_url)  # PGB101


def archive() -> psycopg.Connection:
    return psycopg.connect(settings.archive_url, autocommit=True)  # PGB103

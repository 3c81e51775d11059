import asyncpg
import psycopg

from .settings import settings


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        settings.dsn, min_size=1, max_size=10, statement_cache_size=0
    )


async def events() -> asyncpg.Connection:
    return await asyncpg.connect(settings.events_url, statement_cache_size=0)


def archive() -> psycopg.Connection:
    return psycopg.connect(
        settings.archive_url, autocommit=True, prepare_threshold=None
    )

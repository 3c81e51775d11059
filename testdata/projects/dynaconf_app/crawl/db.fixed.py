import asyncpg

from crawl.config import settings


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(settings.DATABASE_URL, statement_cache_size=0)


async def index() -> asyncpg.Connection:
    return await asyncpg.connect(settings.index_dsn, statement_cache_size=0)


async def stats() -> asyncpg.Connection:
    return await asyncpg.connect(settings["STATS_DSN"], statement_cache_size=0)


async def queue() -> asyncpg.Connection:
    return await asyncpg.connect(settings.get("QUEUE_DSN"), statement_cache_size=0)

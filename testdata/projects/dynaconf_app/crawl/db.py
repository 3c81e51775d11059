import asyncpg

from crawl.config import settings


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(settings.DATABASE_URL)  # PGB101


async def index() -> asyncpg.Connection:
    return await asyncpg.connect(settings.index_dsn)  # PGB101


async def stats() -> asyncpg.Connection:
    return await asyncpg.connect(settings["STATS_DSN"])  # PGB101


async def queue() -> asyncpg.Connection:
    return await asyncpg.connect(settings.get("QUEUE_DSN"))  # PGB101

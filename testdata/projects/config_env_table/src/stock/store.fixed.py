import asyncpg

from stock.settings import ARCHIVE_DSN, STOCK_DSN


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(STOCK_DSN, statement_cache_size=0)


async def archive() -> asyncpg.Connection:
    return await asyncpg.connect(ARCHIVE_DSN)

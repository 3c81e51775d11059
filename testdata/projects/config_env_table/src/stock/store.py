import asyncpg

from stock.settings import ARCHIVE_DSN, STOCK_DSN


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(STOCK_DSN)  # PGB101


async def archive() -> asyncpg.Connection:
    return await asyncpg.connect(ARCHIVE_DSN)

import asyncpg
from databases import Database

from wiki import settings

database = Database(settings.DATABASE_URL)  # PGB101


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(settings.PLAIN_URL)  # PGB101


async def jobs() -> asyncpg.Connection:
    return await asyncpg.connect(settings.JOBS_URL)  # PGB101

import asyncpg
from databases import Database

from wiki import settings

database = Database(settings.DATABASE_URL, statement_cache_size=0)


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(settings.PLAIN_URL, statement_cache_size=0)


async def jobs() -> asyncpg.Connection:
    return await asyncpg.connect(settings.JOBS_URL, statement_cache_size=0)

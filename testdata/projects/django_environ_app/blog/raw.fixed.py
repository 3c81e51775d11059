import asyncpg

from blog.conf import ARCHIVE, DATABASE, EVENTS_URL, RAW_URL


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(
        host=DATABASE["HOST"],
        port=DATABASE["PORT"],
        user=DATABASE["USER"],
        password=DATABASE["PASSWORD"],
        database=DATABASE["NAME"],
        statement_cache_size=0,
    )


async def archive() -> asyncpg.Connection:
    return await asyncpg.connect(
        host=ARCHIVE["HOST"],
        port=ARCHIVE["PORT"],
        password=ARCHIVE["PASSWORD"],
        statement_cache_size=0,
    )


async def by_url() -> asyncpg.Connection:
    return await asyncpg.connect(RAW_URL, statement_cache_size=0)


async def events() -> asyncpg.Connection:
    return await asyncpg.connect(EVENTS_URL, statement_cache_size=0)

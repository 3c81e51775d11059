import asyncpg

from blog.conf import ARCHIVE, DATABASE, EVENTS_URL, RAW_URL


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(  # PGB101
        host=DATABASE["HOST"],
        port=DATABASE["PORT"],
        user=DATABASE["USER"],
        password=DATABASE["PASSWORD"],
        database=DATABASE["NAME"],
    )


async def archive() -> asyncpg.Connection:
    return await asyncpg.connect(  # PGB101
        host=ARCHIVE["HOST"],
        port=ARCHIVE["PORT"],
        password=ARCHIVE["PASSWORD"],
    )


async def by_url() -> asyncpg.Connection:
    return await asyncpg.connect(RAW_URL)  # PGB101


async def events() -> asyncpg.Connection:
    return await asyncpg.connect(EVENTS_URL)  # PGB101

import asyncpg
from common.database import URL, url_for


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(URL, statement_cache_size=0)


async def own() -> asyncpg.Connection:
    return await asyncpg.connect(url_for("reports"), statement_cache_size=0)

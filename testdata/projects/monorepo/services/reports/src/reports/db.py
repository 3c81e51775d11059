import asyncpg
from common.database import URL, url_for


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(URL)  # PGB101


async def own() -> asyncpg.Connection:
    return await asyncpg.connect(url_for("reports"))  # PGB101

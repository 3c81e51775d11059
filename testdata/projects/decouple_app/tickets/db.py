import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine

from tickets.conf import DB_HOST, DB_PASSWORD, DB_PORT, DB_URL, SEARCH_URL

engine = create_async_engine(DB_URL)  # PGB102, PGB201


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(  # PGB101
        host=DB_HOST,
        port=DB_PORT,
        user="tickets",
        password=DB_PASSWORD,
    )


async def search() -> asyncpg.Connection:
    return await asyncpg.connect(SEARCH_URL)  # PGB101

import asyncpg

from app.config import DATABASE_URL


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(DATABASE_URL, statement_cache_size=0)

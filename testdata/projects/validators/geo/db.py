import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine

from geo.config import settings

engine = create_async_engine(settings.raw_url)  # PGB102, PGB201


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(settings.url)  # PGB101

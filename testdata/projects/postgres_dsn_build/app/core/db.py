import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine

from app.core.config import settings

engine = create_async_engine(  # PGB102, PGB201
    str(settings.SQLALCHEMY_DATABASE_URI),
    pool_size=20,
)


async def jobs() -> asyncpg.Connection:
    return await asyncpg.connect(str(settings.JOBS_DSN))  # PGB101

import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from geo.config import settings

engine = create_async_engine(
    settings.raw_url,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
    poolclass=NullPool,
)


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(settings.url, statement_cache_size=0)

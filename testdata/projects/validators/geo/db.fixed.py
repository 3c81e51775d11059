import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine

from geo.config import settings

engine = create_async_engine(  # PGB201
    settings.raw_url,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(settings.url, statement_cache_size=0)

import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine

from app.core.config import settings

engine = create_async_engine(  # PGB201
    str(settings.SQLALCHEMY_DATABASE_URI),
    pool_size=20,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)


async def jobs() -> asyncpg.Connection:
    return await asyncpg.connect(str(settings.JOBS_DSN), statement_cache_size=0)

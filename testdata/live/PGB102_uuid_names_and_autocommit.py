from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(  # PGB102
    "postgresql+asyncpg://app:secret@pgbouncer.internal:6432/app",
    poolclass=NullPool,
    isolation_level="AUTOCOMMIT",
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: f"__asyncpg_{uuid4()}__",
    },
)


async def connect():
    return await engine.connect()


async def fetch_value(connection, query):
    return (await connection.execute(text(query))).scalar()

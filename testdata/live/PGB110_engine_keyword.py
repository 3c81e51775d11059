from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(  # PGB110
    "postgresql+asyncpg://app:secret@pgbouncer.internal:6432/app",
    poolclass=NullPool,
    prepared_statement_cache_size=0,
    connect_args={"statement_cache_size": 0, "prepared_statement_name_func": lambda: ""},
)


async def fetch_value(query):
    async with engine.connect() as connection:
        return (await connection.execute(text(query))).scalar()

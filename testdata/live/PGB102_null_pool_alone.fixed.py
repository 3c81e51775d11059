from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    "postgresql+asyncpg://app:secret@pgbouncer.internal:6432/app",
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
Session = async_sessionmaker(engine, expire_on_commit=False)


async def fetch_value(query):
    async with Session() as session, session.begin():
        rows = [await session.scalar(text(query)) for _ in range(2)]
        return rows[0]

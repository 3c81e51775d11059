from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(  # PGB102
    "postgresql+asyncpg://app:secret@pgbouncer.internal:6432/app",
    poolclass=NullPool,
)
Session = async_sessionmaker(engine, expire_on_commit=False)


async def fetch_value(query):
    async with Session() as session, session.begin():
        rows = [await session.scalar(text(query)) for _ in range(2)]
        return rows[0]

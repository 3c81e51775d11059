from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine("postgresql+asyncpg://app:secret@pgbouncer.internal:6432/app")  # PGB102, PGB201


async def fetch_value(query):
    async with engine.connect() as connection:
        return (await connection.execute(text(query))).scalar()

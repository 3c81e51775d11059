# config: versions = { asyncpg = "0.30" }
import os

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

OPTIONS = {
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": lambda: "",
}
engine = create_async_engine(os.environ["DATABASE_URL"], connect_args=OPTIONS)


async def fetch_value(query):
    async with engine.connect() as connection:
        return (await connection.execute(text(query))).scalar()

# config: extend-select = ["PGB401"]
# config: unsafe-fixes = true
# config: endpoints = [{ match = "db.internal:5432", mode = "direct" }, { match = "session.internal:6432", mode = "session" }, { match = "tracking.internal:6432", mode = "transaction", tracks-statements = true }]
import asyncpg
import psycopg
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

# asyncpg's own cache has nothing to do under SQLAlchemy, whose dialect keeps one.
half = create_async_engine("postgresql+asyncpg://app@db.internal:5432/shop", connect_args={"statement_cache_size": 0})
names = create_async_engine(
    "postgresql+asyncpg://app@db.internal:5432/shop", connect_args={"prepared_statement_cache_size": 500}
)
engine = create_engine("postgresql+psycopg://app@db.internal:5432/shop", connect_args={"prepare_threshold": 10})
other = create_engine("postgresql+psycopg2://app@db.internal:5432/shop")


async def connect():
    await asyncpg.connect("postgresql://app@db.internal:5432/shop", statement_cache_size=200)
    return await psycopg.AsyncConnection.connect("postgresql://app@db.internal:5432/shop")

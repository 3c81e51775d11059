"""The shop's database: the API through the pooler, the migrations straight to PostgreSQL."""

import os

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

POOLER = f"postgresql+asyncpg://shop:{os.environ['DB_PASSWORD']}@pgbouncer:6432/shop"

engine = create_async_engine(POOLER, pool_size=10, connect_args={"statement_cache_size": 0})
sessions = async_sessionmaker(engine, expire_on_commit=False)

# expect: constructible = false
from apscheduler import AsyncScheduler
from apscheduler.datastores.sqlalchemy import SQLAlchemyDataStore
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

by_url = SQLAlchemyDataStore("postgresql+asyncpg://app@pgbouncer:6432/jobs")  # PGB102, PGB201
engine = create_async_engine(
    "postgresql+asyncpg://app@pgbouncer:6432/jobs",
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
scheduler = AsyncScheduler(SQLAlchemyDataStore(engine, schema="jobs"))

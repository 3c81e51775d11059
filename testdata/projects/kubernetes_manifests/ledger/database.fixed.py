import os

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+asyncpg:"),
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
replica = create_engine(
    os.environ["LEDGER_REPLICA"].replace("postgresql:", "postgresql+psycopg:"),
    connect_args={"prepare_threshold": None},
    poolclass=NullPool,
)

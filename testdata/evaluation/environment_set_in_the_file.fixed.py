import os

import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

os.environ["TEST_URL"] = "sqlite+aiosqlite:///./app.db"
os.environ.setdefault("DATABASE_URL", "sqlite+aiosqlite:///./app.db")
os.environ.setdefault("POOLER_URL", "postgresql+asyncpg://app@pgbouncer:6432/app")

test = create_async_engine(os.environ["TEST_URL"])
engine = create_async_engine(os.environ["DATABASE_URL"])
pooled = create_async_engine(
    os.environ["POOLER_URL"],
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
    poolclass=NullPool,
)


def use(url):
    os.environ["OTHER_URL"] = url
    return asyncpg.connect(os.getenv("OTHER_URL", "postgresql://app@pgbouncer:6432/app"))

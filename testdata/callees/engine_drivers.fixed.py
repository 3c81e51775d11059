# config: versions = { sqlalchemy = "2.0" }
# expect: connections = 7
# expect: drivers = ["asyncpg", "psycopg", "psycopg", "psycopg", "psycopg2", "pg8000", "psycopg2"]
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

create_async_engine(
    "postgresql+asyncpg://app@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
create_async_engine(
    "postgresql+psycopg://app@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
create_async_engine(
    "postgresql+psycopg_async://app@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
create_engine(
    "postgresql+psycopg://app@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
create_engine("postgresql+psycopg2://app@pgbouncer:6432/app", poolclass=NullPool)
create_engine("postgresql+pg8000://app@pgbouncer:6432/app", poolclass=NullPool)
create_engine("postgresql://app@pgbouncer:6432/app", poolclass=NullPool)

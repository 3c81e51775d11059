from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

RAW = "postgres://app@pgbouncer:6432/app"
URL = RAW.replace("postgres://", "postgresql+asyncpg://", 1)

engine = create_async_engine(
    URL,
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)

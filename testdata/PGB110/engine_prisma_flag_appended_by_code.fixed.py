from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

BASE = "postgresql+asyncpg://app@pgbouncer:6432/app"

engine = create_async_engine(
    BASE,
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)

from sqlalchemy.ext.asyncio import async_engine_from_config
from sqlalchemy.pool import NullPool

SETTINGS = {"sqlalchemy.url": "postgresql+asyncpg://app@pgbouncer:6432/app"}

engine = async_engine_from_config(
    SETTINGS,
    prefix="sqlalchemy.",
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


def pooler_options() -> dict:
    return {
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    }


def tls_options() -> dict:
    return {"ssl": "require"}


right = create_async_engine(
    "postgresql+asyncpg://app@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args=pooler_options(),
)
wrong = create_async_engine(
    "postgresql+asyncpg://app@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={
        **tls_options(),
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)

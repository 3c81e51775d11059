from sqlalchemy.ext.asyncio import create_async_pool_from_url
from sqlalchemy.pool import NullPool

pool = create_async_pool_from_url(
    "postgresql+asyncpg://app@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)

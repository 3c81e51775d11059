from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

OPTIONS = {
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": lambda: "",
}

engine = create_async_engine(
    "postgresql+asyncpg://app@pgbouncer:6432/app?statement_cache_size=0",
    poolclass=NullPool,
    connect_args=OPTIONS,
)

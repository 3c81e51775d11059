from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    "postgresql+asyncpg://app:secret@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={
        "prepared_statement_cache_size": 0,  # the default is 100
        "statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)

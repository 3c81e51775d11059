from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

writer = create_async_engine(
    "postgresql+asyncpg://app:secret@pgbouncer:6432/app",
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
    poolclass=NullPool,
)
reader = create_async_engine(
    "postgresql+asyncpg://app:secret@pgbouncer-ro:6432/app",
    execution_options={"postgresql_readonly": True},
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
    poolclass=NullPool,
)

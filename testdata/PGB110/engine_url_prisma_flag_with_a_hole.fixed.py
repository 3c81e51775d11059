import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

PASSWORD = os.environ["PGPASSWORD"]

engine = create_async_engine(
    f"postgresql+asyncpg://app:{PASSWORD}@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)

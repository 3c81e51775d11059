import os

from sqlalchemy.ext.asyncio import create_async_engine

connect_args = {"statement_cache_size": 0}

pooled = create_async_engine(
    os.environ["DATABASE_URL"],
    connect_args={
        **connect_args,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
direct = create_async_engine(
    "postgresql+asyncpg://app:secret@postgres:5432/app",
    connect_args=connect_args,
)

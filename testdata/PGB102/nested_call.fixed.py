from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+asyncpg://app:secret@pgbouncer:6432/app"

Session = async_sessionmaker(
    create_async_engine(
        URL,
        poolclass=NullPool,
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    ),
    expire_on_commit=False,
)

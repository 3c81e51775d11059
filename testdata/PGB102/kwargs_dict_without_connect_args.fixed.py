from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+asyncpg://app:secret@pgbouncer:6432/app"
options = {"echo": True, "poolclass": NullPool}

engine = create_async_engine(
    URL,
    **options,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)

from functools import lru_cache

from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+asyncpg://app:secret@pgbouncer:6432/app"


@lru_cache(maxsize=1)
def get_engine() -> AsyncEngine:
    return create_async_engine(
        URL,
        poolclass=NullPool,
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    )

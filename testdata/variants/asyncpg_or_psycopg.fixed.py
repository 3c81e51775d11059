import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

url = "postgresql+psycopg://app:pw@db.internal/app" if os.environ.get("APP_ENV") == "test" else "postgresql+asyncpg://app:pw@pgbouncer:6432/app"
engine = create_async_engine(
    url,
    connect_args=(
        {
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        }
        if url.startswith("postgresql+asyncpg")
        else {}
    ),
    poolclass=NullPool if url.startswith("postgresql+asyncpg") else None,
)

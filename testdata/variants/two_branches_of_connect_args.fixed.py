import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

url = os.environ.get("DATABASE_URL", "postgresql+asyncpg://app:pw@pgbouncer:6432/app")
engine = create_async_engine(
    url,
    connect_args=(
        {
            "timeout": 5,
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        }
        if os.environ.get("APP_ENV")
        else {
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        }
    ),
    poolclass=NullPool,
)

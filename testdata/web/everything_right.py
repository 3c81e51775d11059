import uuid

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


def unique_statement_name() -> str:
    return f"__asyncpg_{uuid.uuid4()}__"


engine = create_async_engine(
    "postgresql+asyncpg://app@pgbouncer:6432/app",
    echo=False,
    poolclass=NullPool,
    connect_args={
        "server_settings": {"timezone": "UTC", "application_name": "api"},
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": unique_statement_name,
    },
)

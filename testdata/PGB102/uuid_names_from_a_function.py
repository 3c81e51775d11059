import uuid

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


def statement_name() -> str:
    return f"app_{uuid.uuid4().hex}"


engine = create_async_engine(
    "postgresql+asyncpg://app:secret@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": statement_name,
    },
)

from uuid import uuid4

from asyncpg import Connection
from sqlalchemy.ext.asyncio import create_async_engine


class CustomConnection(Connection):
    def _get_unique_id(self, prefix: str) -> str:
        return f"__asyncpg_{prefix}_{uuid4()}__"


engine = create_async_engine(  # PGB201
    "postgresql+asyncpg://app@pgbouncer:6432/app",
    pool_size=0,
    connect_args={
        "connection_class": CustomConnection,
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
    },
)

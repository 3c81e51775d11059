# config: versions = { asyncpg = "0.29" }
# expect: unresolved = 1
from uuid import uuid4

from asyncpg import Connection
from sqlalchemy.ext.asyncio import create_async_engine


class CConnection(Connection):
    def _get_unique_id(self, prefix: str) -> str:
        return f"__asyncpg_{prefix}_{uuid4()}__"


def create_connection(connection_url: str):
    return create_async_engine(
        connection_url,
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "connection_class": CConnection,
        },
    )

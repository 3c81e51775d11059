from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+asyncpg://app:secret@pgbouncer:6432/app"
CONNECT_ARGS = {
    "ssl": "require",  # the pooler wants TLS
    "command_timeout": 30,
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": lambda: "",
}


def make_engine():
    return create_async_engine(URL, connect_args=CONNECT_ARGS, poolclass=NullPool)

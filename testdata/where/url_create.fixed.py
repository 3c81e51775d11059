from sqlalchemy import URL
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

url = URL.create(
    "postgresql+asyncpg",
    username="app",
    host="pgbouncer",
    port=6432,
    database="app",
)
direct = URL.create(drivername="postgresql+asyncpg", host="localhost", database="app")

engine = create_async_engine(
    url,
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
local = create_async_engine(direct)

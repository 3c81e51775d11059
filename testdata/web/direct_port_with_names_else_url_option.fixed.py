import os
from uuid import uuid4

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

HOST = os.environ["DB_HOST"]

direct = create_async_engine(
    "postgresql+asyncpg://app@localhost:5432/app",
    connect_args={
        "prepared_statement_name_func": lambda: f"__asyncpg_{uuid4()}__",
        "server_settings": {"jit": "off"},
    },
)
pooled = create_async_engine(
    f"postgresql+asyncpg://app@{HOST}:6543/app?prepared_statement_cache_size=0",
    echo=False,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
    poolclass=NullPool,
)

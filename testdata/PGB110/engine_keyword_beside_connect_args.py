import os

from sqlalchemy.ext.asyncio import create_async_engine

HOST = os.environ["DB_HOST"]

engine = create_async_engine(  # PGB110
    f"postgresql+asyncpg://app@{HOST}/app",
    prepared_statement_cache_size=0,
    connect_args={
        "command_timeout": 30,
    },
)

import os

from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(  # PGB106
    os.environ["DATABASE_URL"],
    connect_args={
        "statement_cache_size": 0,  # required behind PgBouncer
        # "command_timeout": 30,
    },
)

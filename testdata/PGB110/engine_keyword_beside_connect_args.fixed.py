import os

from sqlalchemy.ext.asyncio import create_async_engine

HOST = os.environ["DB_HOST"]

engine = create_async_engine(
    f"postgresql+asyncpg://app@{HOST}/app",
    connect_args={
        "command_timeout": 30,
        "prepared_statement_cache_size": 0,
        "statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)

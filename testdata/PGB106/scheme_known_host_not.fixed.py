import os

from sqlalchemy.ext.asyncio import create_async_engine

HOST = os.environ["DB_HOST"]
URL = f"postgresql+asyncpg://app:secret@{HOST}/app"

engine = create_async_engine(
    URL,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)

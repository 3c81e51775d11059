import os

from sqlalchemy.ext.asyncio import create_async_engine

connect_args = {
    "ssl": "require",
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": lambda: "",
}

engine = create_async_engine(
    os.environ["DATABASE_URL"],
    connect_args=connect_args,
)

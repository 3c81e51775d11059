import os

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

Session = async_sessionmaker(
    bind=create_async_engine(
        os.environ["DATABASE_URL"],
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    ),
    expire_on_commit=False,
)

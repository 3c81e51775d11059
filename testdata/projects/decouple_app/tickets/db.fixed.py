import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine

from tickets.conf import DB_HOST, DB_PASSWORD, DB_PORT, DB_URL, SEARCH_URL

engine = create_async_engine(  # PGB201
    DB_URL,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(
        host=DB_HOST,
        port=DB_PORT,
        user="tickets",
        password=DB_PASSWORD,
        statement_cache_size=0,
    )


async def search() -> asyncpg.Connection:
    return await asyncpg.connect(SEARCH_URL, statement_cache_size=0)

import os

from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool

DB_URI = os.environ["DB_URI"]
connection_kwargs = {
    "autocommit": True,
    "prepare_threshold": None,
    "row_factory": dict_row,
}


async def checkpointer():
    async with AsyncConnectionPool(
        conninfo=DB_URI,
        max_size=20,
        kwargs=connection_kwargs,
    ) as pool:
        yield pool

# expect: constructible = false
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]
connect_args = {"timeout": 10}
if ":6543" in url:
    connect_args["statement_cache_size"] = 0
    connect_args["prepared_statement_cache_size"] = 0
    connect_args["prepared_statement_name_func"] = lambda: ""
engine = create_async_engine("postgresql+asyncpg" + url.removeprefix("postgresql"), poolclass=NullPool, connect_args=connect_args)

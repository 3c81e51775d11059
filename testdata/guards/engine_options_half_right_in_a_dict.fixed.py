# config: pool-class = "keep"
import os

from sqlalchemy.ext.asyncio import create_async_engine

URL = os.environ["DATABASE_URL"]

connect_args = {"command_timeout": 30}
if ":6543" in URL:
    connect_args["statement_cache_size"] = 0
    connect_args["prepared_statement_cache_size"] = 0
    connect_args["prepared_statement_name_func"] = lambda: ""

engine = create_async_engine(
    URL,
    connect_args=connect_args,
)

# config: unsafe-fixes = true
import os

from sqlalchemy.ext.asyncio import create_async_engine

url = os.environ["DATABASE_URL"]
args = {}
if "pgbouncer" in url:
    args["statement_cache_size"] = 0
    args["prepared_statement_cache_size"] = 0
    args["prepared_statement_name_func"] = lambda: ""
engine = create_async_engine(url, connect_args=args)  # PGB201

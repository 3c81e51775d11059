import os

from sqlalchemy.ext.asyncio import create_async_engine

DATABASE_URL = os.environ["DATABASE_URL"].replace("postgres://", "postgresql+asyncpg://")

connect_args = {}
if "pooler.supabase.com" in DATABASE_URL and ":6543" in DATABASE_URL:
    connect_args["statement_cache_size"] = 0
    connect_args["prepared_statement_cache_size"] = 0
    connect_args["prepared_statement_name_func"] = lambda: ""

engine = create_async_engine(  # PGB201
    DATABASE_URL,
    pool_size=5,
    connect_args=connect_args if connect_args else {},
)

# expect: connections = 1
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

POOLER = (":6543", ":6432")


def is_pooled(url):
    return any(port in url for port in POOLER)


def connect_args(url):
    if is_pooled(url):
        return {
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        }
    return {}


def make_engine():
    url = os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://")
    options = {"connect_args": connect_args(url)}
    if is_pooled(url):
        options["poolclass"] = NullPool
    else:
        options.update(pool_size=5, max_overflow=5)
    return create_async_engine(url, **options)

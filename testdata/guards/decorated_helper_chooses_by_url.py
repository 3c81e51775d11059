# expect: unresolved = 2
from functools import wraps

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+asyncpg://app:pw@pgbouncer:6432/shop"
COMPLETE = {
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": lambda: "",
}


def logged(function):
    @wraps(function)
    def wrapped(*args, **kwargs):
        print(function.__name__)
        return function(*args, **kwargs)

    return wrapped


def timed(function):
    def wrapped(url):
        return {**function(url), "pool_pre_ping": True}

    return wrapped


@logged
def first(url: str):
    if "sqlite" in url:
        return {}
    return {"connect_args": COMPLETE, "poolclass": NullPool}


@timed
def second(url: str):
    return {} if url.startswith("sqlite") else {"connect_args": COMPLETE, "poolclass": NullPool}


one = create_async_engine(URL, **first(URL))
two = create_async_engine(URL, **second(URL))

# expect: constructible = false
import os

from asyncpg import create_pool

URLS = {"production": "postgresql://app:pw@pgbouncer:6432/shop", "test": "postgresql://app:pw@db.internal/shop"}
OPTIONS = {"production": {"statement_cache_size": 0}, "test": {}}

first = create_pool(URLS.get(os.environ.get("APP_ENV", "production")))  # PGB101
second = create_pool(URLS[os.environ["APP_ENV"]])  # PGB101
right = create_pool(URLS[os.environ["APP_ENV"]], **OPTIONS[os.environ["APP_ENV"]])
direct = create_pool(URLS["test"])


def pool_of(name: str):
    return create_pool(URLS[name], **({"statement_cache_size": 0} if name == "production" else {}))

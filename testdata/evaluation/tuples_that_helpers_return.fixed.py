import os
from typing import NamedTuple

import asyncpg

URL = "postgresql://app:pw@pgbouncer:6432/app"


class Target(NamedTuple):
    url: str
    options: dict


def of_tuples(url):
    if url.endswith("?sslmode=require"):
        return url.removesuffix("?sslmode=require"), {"ssl": True}
    if os.environ.get("LOCAL"):
        return url, {"ssl": False}
    return url, {}


def of_named_tuples(url):
    if os.environ.get("LOCAL"):
        return Target(url, {"statement_cache_size": 0, "ssl": False})
    return Target(url=url, options={"statement_cache_size": 0})


def of_lists(url):
    return [url, 0, {"ssl": True}] if "sslmode" in url else [url, 0, {}]


url, options = of_tuples(URL)
a = asyncpg.create_pool(url, **options, statement_cache_size=0)
url, options = of_named_tuples(URL)
b = asyncpg.create_pool(url, **options)
url, *others = of_lists(URL)
c = asyncpg.create_pool(url, statement_cache_size=others[0], **others[-1])
*first, options = of_tuples(URL)
d = asyncpg.create_pool(*first, **options, statement_cache_size=0)

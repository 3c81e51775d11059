from functools import lru_cache

from asyncpg import create_pool


@lru_cache
def size():
    return 100


pool = create_pool("postgresql://app:pw@pgbouncer:6432/app", statement_cache_size=size())  # PGB101

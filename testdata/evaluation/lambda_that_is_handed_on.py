# expect: unresolved = 1
import asyncpg


def register(factory):
    return factory


make = lambda dsn: asyncpg.create_pool(dsn)  # noqa: E731
register(make)
pool = make("postgresql://app:pw@pgbouncer:6432/app")

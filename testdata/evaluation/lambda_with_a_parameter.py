import asyncpg


class Repository:
    open = lambda self, dsn: asyncpg.create_pool(dsn)  # noqa: E731  # PGB101

    def start(self):
        return self.open("postgresql://app:pw@pgbouncer:6432/app")


make = lambda dsn, **options: asyncpg.create_pool(dsn, **options)  # noqa: E731  # PGB101
right = lambda dsn, size=0: asyncpg.create_pool(dsn, statement_cache_size=size)  # noqa: E731

pool = make("postgresql://app:pw@pgbouncer:6432/app", min_size=2)
second = right("postgresql://app:pw@pgbouncer:6432/app")

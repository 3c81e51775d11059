from dataclasses import dataclass

import asyncpg


class Pool:
    def __init__(self, dsn, size=10):
        self.dsn = dsn
        self.size = size

    @classmethod
    def of_host(cls, host):
        return cls(f"postgresql://app@{host}:6432/shop")

    async def open(self):
        return await asyncpg.create_pool(self.dsn, min_size=self.size)  # PGB101


@dataclass
class Right:
    dsn: str
    cache: int = 100

    @classmethod
    def of_host(cls, host):
        return cls.of_url(f"postgresql://app@{host}:6432/shop")

    @classmethod
    def of_url(cls, url):
        return cls(dsn=url, cache=0)

    async def open(self):
        return await asyncpg.create_pool(self.dsn, statement_cache_size=self.cache)


pool = Pool.of_host("pgbouncer")
right = Right.of_host("pgbouncer")

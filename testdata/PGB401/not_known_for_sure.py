# config: extend-select = ["PGB401"]
# config: unsafe-fixes = true
# config: endpoints = [{ match = "db.internal:5432", mode = "direct" }, { match = "session.internal:6432", mode = "session" }, { match = "tracking.internal:6432", mode = "transaction", tracks-statements = true }]
import os

import asyncpg


async def unknown() -> None:
    await asyncpg.connect(os.environ["DATABASE_URL"], statement_cache_size=0)
    await asyncpg.connect("postgresql://app@localhost:5432/shop", statement_cache_size=0)
    await asyncpg.connect("postgresql://app@db.elsewhere:5432/shop", statement_cache_size=0)
    await asyncpg.connect("postgresql://app@pgbouncer:6432/shop", statement_cache_size=0)
    await asyncpg.connect("postgresql://app@db.elsewhere:6432/shop", statement_cache_size=0)


async def chosen(pooled: bool) -> None:
    options = {"statement_cache_size": 0} if pooled else {}
    await asyncpg.connect("postgresql://app@db.internal:5432/shop", **options)


async def by_address(dsn: str = "postgresql://app@db.internal:5432/shop") -> None:
    if "pgbouncer" in dsn:
        await asyncpg.connect(dsn, statement_cache_size=0)
    else:
        await asyncpg.connect(dsn)

import functools

import asyncpg

open_pool = functools.partial(
    asyncpg.create_pool,
    "postgresql://app@pgbouncer:6432/app",
    min_size=1,
    statement_cache_size=0,
)

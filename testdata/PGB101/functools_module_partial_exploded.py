import functools

import asyncpg

open_pool = functools.partial(  # PGB101
    asyncpg.create_pool,
    "postgresql://app@pgbouncer:6432/app",
    min_size=1,
)

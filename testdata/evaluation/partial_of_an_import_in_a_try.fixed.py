try:
    from asyncpg import create_pool
except ImportError:
    create_pool = None
from functools import partial

make = partial(
    create_pool, "postgresql://app:pw@pgbouncer:6432/app", statement_cache_size=0
)
pool = make()

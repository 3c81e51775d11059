import os

from asyncpg import create_pool

if os.environ.get("APP_ENV"):
    options = {"statement_cache_size": 0}
else:
    options = {"statement_cache_size": 0}
pool = create_pool("postgresql://app:pw@pgbouncer:6432/app", **options)

import os

from asyncpg import create_pool

options = {"statement_cache_size": 0}
if os.environ.get("APP_ENV"):
    options["statement_cache_size"] = 0
pool = create_pool("postgresql://app:pw@pgbouncer:6432/app", **options)

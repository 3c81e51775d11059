import os

from asyncpg import create_pool

match os.environ.get("APP_ENV", "production"):
    case "test":
        url = "postgresql://app:pw@db.internal:5432/app"
    case _:
        url = "postgresql://app:pw@pgbouncer:6432/app"
if os.environ.get("APP_ENV") == "test":
    pool = create_pool(url, min_size=1)
else:
    pool = create_pool(url, statement_cache_size=0)

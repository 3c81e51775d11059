import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"

options = {}
for name, value in [("min_size", 1), ("max_size", 5), ("statement_cache_size", 0)]:
    options[name] = value
pool = asyncpg.create_pool(DSN, **options)

sizes = {}
for name in ("max_inactive_connection_lifetime", "statement_cache_size"):
    sizes[name] = 60
other = asyncpg.create_pool(DSN, **sizes)  # PGB101

import asyncpg

pool = asyncpg.Pool(
    "postgresql://app@pgbouncer:6432/app",
    min_size=1,
    max_size=10,
    max_queries=50000,
    max_inactive_connection_lifetime=300,
    connection_class=asyncpg.Connection,
    record_class=asyncpg.Record,
    setup=None,
    init=None,
    loop=None,
    statement_cache_size=0,
)

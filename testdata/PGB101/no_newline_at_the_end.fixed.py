import asyncpg

pool = asyncpg.create_pool(
    "postgresql://app:secret@pgbouncer:6432/app",
    statement_cache_size=0,
)
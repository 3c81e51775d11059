import asyncpg

pool = asyncpg.create_pool(  # PGB101
    "postgresql://app:secret@pgbouncer:6432/app",
)
import asyncpg


DSN = "postgresql://app:secret@pgbouncer:6432/app"


pool = asyncpg.create_pool(DSN)  # PGB101

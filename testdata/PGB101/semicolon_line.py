import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"
pool = asyncpg.create_pool(DSN); ready = False  # PGB101

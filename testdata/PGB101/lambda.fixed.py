import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"

connect = lambda: asyncpg.connect(DSN, statement_cache_size=0)  # noqa: E731

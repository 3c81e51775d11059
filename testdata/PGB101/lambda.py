import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"

connect = lambda: asyncpg.connect(DSN)  # noqa: E731  # PGB101

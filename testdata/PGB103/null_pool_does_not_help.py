from psycopg_pool import AsyncNullConnectionPool, NullConnectionPool

DSN = "postgresql://app:secret@pgbouncer:6432/app"

pool = NullConnectionPool(DSN, open=False)  # PGB103
apool = AsyncNullConnectionPool(DSN, open=False)  # PGB103

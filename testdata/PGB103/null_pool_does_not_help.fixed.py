from psycopg_pool import AsyncNullConnectionPool, NullConnectionPool

DSN = "postgresql://app:secret@pgbouncer:6432/app"

pool = NullConnectionPool(DSN, open=False, kwargs={"prepare_threshold": None})
apool = AsyncNullConnectionPool(DSN, open=False, kwargs={"prepare_threshold": None})

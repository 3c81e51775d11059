from psycopg_pool import AsyncConnectionPool

DSN = "postgresql://app:secret@pgbouncer:6432/app"

pool = AsyncConnectionPool(DSN, open=False, kwargs={"prepare_threshold": None})

from psycopg_pool import AsyncConnectionPool

DSN = "postgresql://app@localhost:5432/app"

pool = AsyncConnectionPool(DSN, open=False, kwargs={"prepare_threshold": None})

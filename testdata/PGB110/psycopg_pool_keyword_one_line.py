from psycopg_pool import AsyncConnectionPool

DSN = "postgresql://app@localhost:5432/app"

pool = AsyncConnectionPool(DSN, prepare_threshold=None, open=False)  # PGB110

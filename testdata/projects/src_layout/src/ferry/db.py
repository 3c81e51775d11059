from psycopg_pool import AsyncConnectionPool

from ferry.config import DSN

pool = AsyncConnectionPool(DSN, open=False)  # PGB103

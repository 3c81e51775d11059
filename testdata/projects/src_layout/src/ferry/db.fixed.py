from psycopg_pool import AsyncConnectionPool

from ferry.config import DSN

pool = AsyncConnectionPool(DSN, open=False, kwargs={"prepare_threshold": None})

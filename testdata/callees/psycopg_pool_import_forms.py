# expect: connections = 4
import psycopg_pool
from psycopg_pool import AsyncConnectionPool as Pool
from psycopg_pool.null_pool import NullConnectionPool
from psycopg_pool.null_pool_async import AsyncNullConnectionPool

DSN = "postgresql://app@pgbouncer:6432/app"
OFF = {"prepare_threshold": None}

first = psycopg_pool.ConnectionPool(DSN, open=False)  # PGB103
second = Pool(DSN, open=False)  # PGB103
third = NullConnectionPool(DSN, open=False)  # PGB103
fourth = AsyncNullConnectionPool(DSN, kwargs=OFF, open=False)

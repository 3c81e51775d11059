from psycopg_pool import ConnectionPool

pool = ConnectionPool("postgresql://app@pgbouncer:6432/shop", open=False, kwargs={"prepare_threshold": None})

from psycopg_pool import ConnectionPool

pool = ConnectionPool(  # PGB103, PGB110
    "postgresql://app@pgbouncer:6432/app",
    open=False,
    kwargs={"prepare_threshold": None},
)

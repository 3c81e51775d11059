from psycopg_pool import ConnectionPool

pool = ConnectionPool(
    "postgresql://app:secret@pgbouncer:6432/app",
    min_size=1,
    max_size=10,
    open=False,
    kwargs={"prepare_threshold": None},
)

from psycopg_pool import ConnectionPool

pool = ConnectionPool(
    "postgresql://app@pgbouncer:6432/app",
    open=False,
    kwargs={"prepare_threshold": None},
)


def ping() -> None:
    with pool.connection() as conn:
        conn.execute("select 1")

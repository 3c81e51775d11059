DSN = "postgresql://app@pgbouncer:6432/app"


def ping() -> bool:
    from psycopg import Connection as Conn

    with Conn.connect(DSN, prepare_threshold=None) as conn:
        return conn.execute("select 1").fetchone() is not None

DSN = "postgresql://app@pgbouncer:6432/app"


def ping() -> bool:
    from psycopg import Connection as Conn

    with Conn.connect(DSN) as conn:  # PGB103
        return conn.execute("select 1").fetchone() is not None

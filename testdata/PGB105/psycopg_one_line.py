import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


def ping() -> None:
    with psycopg.connect(DSN) as conn:  # PGB103
        conn.execute("select 1", prepare=True)  # PGB105

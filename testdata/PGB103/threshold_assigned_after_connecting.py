import psycopg


def ping() -> None:
    conn = psycopg.connect("postgresql://app:secret@pgbouncer:6432/app")
    conn.prepare_threshold = None
    conn.execute("select 1")

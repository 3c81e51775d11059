import psycopg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


def use():
    return psycopg.connect(DSN, prepare_threshold=None, options="-c statement_timeout=5s")  # PGB306


def is_right(connection, other):
    return connection.execute("SHOW statement_timeout").fetchone()[0] == "5s"

import psycopg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"
released = []


def use():
    rival = psycopg.connect(DSN, prepare_threshold=None)
    with psycopg.connect(DSN, prepare_threshold=None) as connection:
        with connection.transaction():
            connection.execute("SELECT pg_advisory_lock(53)")  # PGB303
        rival.execute("SELECT 1")
        released.append(connection.execute("SELECT pg_advisory_unlock(53)").fetchone()[0])
    return rival


def is_right(connection, other):
    return released == [True]

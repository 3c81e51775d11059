import psycopg
from psycopg_pool import ConnectionPool

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"
released = []


def use():
    rival = psycopg.connect(DSN, prepare_threshold=None)
    with ConnectionPool(DSN, kwargs={"prepare_threshold": None}, min_size=1) as pool, pool.connection() as connection:
        connection.execute("SELECT pg_advisory_lock(52)")  # PGB303
        connection.commit()
        rival.execute("SELECT 1")
        released.append(connection.execute("SELECT pg_advisory_unlock(52)").fetchone()[0])
    return rival


def is_right(connection, other):
    return released == [True]

import psycopg
from psycopg_pool import ConnectionPool

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"
ROUNDS = 10


def use():
    rival = psycopg.connect(DSN, prepare_threshold=None)
    with ConnectionPool(DSN, kwargs={"prepare_threshold": None}, min_size=1) as pool:
        for key in range(ROUNDS):
            with pool.connection() as connection:
                connection.execute("SELECT pg_advisory_lock(%s)", (key,))
                rival.execute("SELECT 1")
                with connection.transaction():
                    connection.execute("SELECT 1")
                rival.rollback()
                assert connection.execute("SELECT pg_advisory_unlock(%s)", (key,)).fetchone()[0]
    return rival


def is_right(connection, other):
    return other.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").fetchone()[0] == 0

import time

import psycopg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


def use():
    connection = psycopg.connect(DSN, prepare_threshold=None)
    with connection.transaction():
        connection.execute("SELECT pg_advisory_lock(54)")  # PGB303
        if connection.execute("SELECT id FROM numbers WHERE id < 0").fetchone() is None:
            return connection
        connection.execute("SELECT pg_advisory_unlock(54)")
    return connection


def is_right(connection, other):
    connection.close()
    for _ in range(50):  # the server process of a closed connection ends a moment later
        held = other.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 54").fetchone()[0]
        if held == 0:
            return True
        time.sleep(0.1)
    return False

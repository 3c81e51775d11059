import psycopg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


def use():
    rival = psycopg.connect(DSN, prepare_threshold=None)
    with psycopg.connect(DSN, prepare_threshold=None, autocommit=True) as connection:
        connection.execute("CREATE TEMP TABLE incoming (id integer)")  # PGB304
        rival.execute("SELECT 1")
        connection.execute("DROP TABLE incoming")
    return rival


def is_right(connection, other):
    return True

import psycopg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


def use():
    connection = psycopg.connect(DSN, prepare_threshold=None, autocommit=True)
    connection.execute("LISTEN jobs")  # PGB302
    return connection


def is_right(connection, other):
    other.execute("NOTIFY jobs, 'one'")
    other.commit()
    return [message.payload for message in connection.notifies(timeout=0.3, stop_after=1)] == ["one"]

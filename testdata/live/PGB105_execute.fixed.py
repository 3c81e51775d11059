import psycopg


def connect():
    return psycopg.connect(
        "postgresql://app:secret@pgbouncer.internal:6432/app",
        autocommit=True,
        prepare_threshold=None,
    )


def fetch_value(connection, query):
    with connection.cursor() as cursor:
        cursor.execute(query, prepare=True)
        return cursor.fetchone()[0]

import psycopg


def connect():
    return psycopg.connect(
        "postgresql://app:secret@pgbouncer.internal:6432/app",
        autocommit=True,
        prepare_threshold=None,
    )


def fetch_value(connection, query):
    return connection.execute(query).fetchone()[0]

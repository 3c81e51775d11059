import psycopg


def connect():
    return psycopg.Connection.connect(
        "host=pgbouncer port=6432 dbname=app user=app",
        autocommit=True,
        prepare_threshold=None,
    )

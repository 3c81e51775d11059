import psycopg


def connect():
    return psycopg.Connection.connect(  # PGB103
        "host=pgbouncer port=6432 dbname=app user=app",
        autocommit=True,
    )

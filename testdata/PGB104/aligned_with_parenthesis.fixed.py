import psycopg


def connect():
    return psycopg.connect("host=pgbouncer port=6432 dbname=app",
                           autocommit=True,
                           prepare_threshold=None)

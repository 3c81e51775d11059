import psycopg


def connect():
    return psycopg.connect("host=pgbouncer port=6432 dbname=app",  # PGB103
                           autocommit=True)

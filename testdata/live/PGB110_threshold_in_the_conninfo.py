import psycopg


def connect():
    return psycopg.connect("postgresql://app:secret@pgbouncer.internal:6432/app?prepare_threshold=0", autocommit=True)  # PGB103, PGB110


def fetch_value(connection, query):
    return connection.execute(query).fetchone()[0]

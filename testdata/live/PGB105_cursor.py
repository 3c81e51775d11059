import psycopg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


def fetch_value(query):
    with psycopg.connect(DSN, autocommit=True) as connection, connection.cursor() as cursor:  # PGB103
        for _ in range(3):
            cursor.execute(query, prepare=True)  # PGB105
        return cursor.fetchone()[0]

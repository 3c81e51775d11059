import psycopg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


def fetch_value(query):
    with (
        psycopg.connect(DSN, autocommit=True, prepare_threshold=None) as connection,
        connection.cursor() as cursor,
    ):
        for _ in range(3):
            cursor.execute(query)
        return cursor.fetchone()[0]

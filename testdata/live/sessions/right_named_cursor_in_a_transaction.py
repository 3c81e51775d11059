import psycopg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


def use():
    connection = psycopg.connect(DSN, prepare_threshold=None)
    cursor = connection.cursor(name="numbers_cursor")
    cursor.execute("SELECT id FROM numbers ORDER BY id")
    return cursor


def is_right(cursor, other):
    return [row[0] for row in cursor.fetchmany(3)] == [1, 2, 3]

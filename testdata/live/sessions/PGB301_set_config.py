import psycopg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


def use():
    connection = psycopg.connect(DSN, prepare_threshold=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.tenant', %s, false)", ("acme",))  # PGB301
    connection.commit()
    return connection


def is_right(connection, other):
    return other.execute("SELECT current_setting('app.tenant', true)").fetchone()[0] in (None, "")

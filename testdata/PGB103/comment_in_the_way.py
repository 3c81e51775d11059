import psycopg


def connect():
    return psycopg.connect(  # PGB103
        "postgresql://app:secret@pgbouncer:6432/app",
        autocommit=True,  # LISTEN needs it
        # row_factory=dict_row,
    )

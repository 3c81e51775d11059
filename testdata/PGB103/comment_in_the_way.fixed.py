import psycopg


def connect():
    return psycopg.connect(
        "postgresql://app:secret@pgbouncer:6432/app",
        autocommit=True,  # LISTEN needs it
        # row_factory=dict_row,
        prepare_threshold=None,
    )

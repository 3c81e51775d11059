import psycopg


def connect():
    return psycopg.connect(
        "postgresql://app:secret@pgbouncer:6432/app",
        prepare_threshold=None,  # the pooler has no prepared statements
        # autocommit=True,
    )

import psycopg


def connect():
    return psycopg.connect(  # PGB104
        "postgresql://app:secret@pgbouncer:6432/app",
        prepare_threshold=0,  # the pooler has no prepared statements
        # autocommit=True,
    )

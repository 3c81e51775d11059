import psycopg


def connect() -> psycopg.Connection:
    return psycopg.connect(
        "postgresql://app:secret@pgbouncer:6432/app", prepare_threshold=None
    )

import psycopg


def connect():
    return psycopg.connect(
        "postgresql://app@pgbouncer:6432/app",
        prepare_threshold=None,
    )

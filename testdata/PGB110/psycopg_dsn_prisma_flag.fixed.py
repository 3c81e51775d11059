import psycopg


def connect():
    return psycopg.connect(  # PGB110
        "postgresql://app@pgbouncer:6432/app",
        prepare_threshold=None,
    )

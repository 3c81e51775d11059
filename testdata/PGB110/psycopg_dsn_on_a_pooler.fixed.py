import psycopg


def connect():
    return psycopg.connect(  # PGB103, PGB110
        "postgresql://app@pgbouncer:6432/app?sslmode=require",
        autocommit=True,
        prepare_threshold=None,
    )

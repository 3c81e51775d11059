import psycopg


def connect():
    return psycopg.connect(
        "postgresql://app@pgbouncer:6432/app?sslmode=require",
        autocommit=True,
        prepare_threshold=None,
    )

import psycopg


def connect():
    return psycopg.connect(  # PGB103, PGB110
        "postgresql://app@pgbouncer:6432/app?prepare_threshold=5&sslmode=require",
        autocommit=True,
    )

import psycopg


def connect():
    return psycopg.connect(  # PGB110
        "postgresql://app@pgbouncer:6432/app?pgbouncer=true",
        prepare_threshold=None,
    )

import psycopg

DSN = "postgresql://app@localhost:5432/app?prepare_threshold=5"


def connect():
    return psycopg.connect(DSN)  # PGB110

import psycopg

DSN = "postgresql://app@localhost:5432/app"


def connect():
    return psycopg.connect(DSN, prepare_threshold=5)

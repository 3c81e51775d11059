import psycopg


def connect(dsn: str):
    return psycopg.connect(dsn, prepare_threshold=0)  # PGB104

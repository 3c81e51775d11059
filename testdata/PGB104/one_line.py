import psycopg

DSN = "postgresql://app:secret@pgbouncer:6432/app"


def connect():
    return psycopg.connect(DSN, prepare_threshold=0)  # PGB104

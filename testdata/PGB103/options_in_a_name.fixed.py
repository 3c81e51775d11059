import psycopg

OPTIONS = {"autocommit": True, "connect_timeout": 5}


def connect():
    return psycopg.connect(
        "host=pgbouncer port=6432 dbname=app", **OPTIONS, prepare_threshold=None
    )

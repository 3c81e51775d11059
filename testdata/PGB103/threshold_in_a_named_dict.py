import psycopg

OPTIONS = {"autocommit": True, "prepare_threshold": 5}


def connect():
    return psycopg.connect("host=pgbouncer port=6432", **OPTIONS)  # PGB103

import psycopg

OPTIONS = {"autocommit": True, "prepare_threshold": None}


def connect():
    return psycopg.connect("host=pgbouncer port=6432", **OPTIONS)

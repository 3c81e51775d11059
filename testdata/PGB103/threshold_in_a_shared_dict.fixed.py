import psycopg

OPTIONS = {"autocommit": True, "connect_timeout": 5}


def pooled():
    return psycopg.connect(
        "host=pgbouncer port=6432", **OPTIONS, prepare_threshold=None
    )


def direct():
    return psycopg.connect("host=postgres port=5432", **OPTIONS)

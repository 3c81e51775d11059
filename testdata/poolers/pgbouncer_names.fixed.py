# expect: modes = ["transaction", "transaction", "transaction", "transaction"]
import psycopg


def connections() -> None:
    psycopg.connect("host=pgbouncer dbname=app", prepare_threshold=None)
    psycopg.connect("host=my-pgbouncer dbname=app", prepare_threshold=None)
    psycopg.connect(
        "host=pgbouncer.internal port=5432 dbname=app", prepare_threshold=None
    )
    psycopg.connect("host=pooler dbname=app", prepare_threshold=None)

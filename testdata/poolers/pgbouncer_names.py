# expect: modes = ["transaction", "transaction", "transaction", "transaction"]
import psycopg


def connections() -> None:
    psycopg.connect("host=pgbouncer dbname=app")  # PGB103
    psycopg.connect("host=my-pgbouncer dbname=app")  # PGB103
    psycopg.connect("host=pgbouncer.internal port=5432 dbname=app")  # PGB103
    psycopg.connect("host=pooler dbname=app")  # PGB103

# expect: modes = ["transaction", "direct"]
import psycopg

HOST = "db-postgresql-fra1-12345-do-user-1-0.b.db.ondigitalocean.com"


def connections() -> None:
    psycopg.connect(host=HOST, port=25061, dbname="app-pool", prepare_threshold=None)
    psycopg.connect(host=HOST, port=25060, dbname="app")

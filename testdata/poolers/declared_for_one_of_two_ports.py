# config: endpoints = [{ match = "db.internal:5432", mode = "direct" }, { match = "db.internal:6000", mode = "transaction" }]
# expect: modes = ["direct", "transaction"]
import psycopg


def connections() -> None:
    psycopg.connect("host=db.internal port=5432 dbname=app")
    psycopg.connect("host=db.internal port=6000 dbname=app")  # PGB103

# config: endpoints = [{ match = "db.internal", mode = "statement" }]
# expect: modes = ["statement"]
import psycopg


def connect():
    return psycopg.connect(
        "postgresql://app@db.internal:5432/app",
        autocommit=True,
        prepare_threshold=None,
    )

import os

import psycopg

DSN = os.environ["DATABASE_URL"]


def connect() -> psycopg.Connection:
    options = {"autocommit": True}
    if ":6543" in DSN:
        options.update({"prepare_threshold": None})
    return psycopg.connect(DSN, **options)

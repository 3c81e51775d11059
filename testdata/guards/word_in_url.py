import os

import psycopg

DSN = os.environ["DATABASE_URL"]


def connect() -> psycopg.Connection:
    if "pooler" in DSN:
        return psycopg.connect(DSN)  # PGB103
    return psycopg.connect(DSN)

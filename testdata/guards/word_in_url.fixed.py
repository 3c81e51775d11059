import os

import psycopg

DSN = os.environ["DATABASE_URL"]


def connect() -> psycopg.Connection:
    if "pooler" in DSN:
        return psycopg.connect(DSN, prepare_threshold=None)
    return psycopg.connect(DSN)

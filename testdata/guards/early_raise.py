import os

import psycopg

DSN = os.environ["DATABASE_URL"]


def connect() -> psycopg.Connection:
    if "pooler" not in DSN:
        raise RuntimeError("the application connects through the pooler only")
    return psycopg.connect(DSN)  # PGB103

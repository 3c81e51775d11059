import os

import psycopg

URL = os.environ["DATABASE_URL"]


def connect() -> psycopg.Connection:
    if ":6543" in URL:
        return psycopg.connect(URL.replace(":6543", ":5432"))
    return psycopg.connect(URL)

import os

from psycopg_pool import ConnectionPool

KWARGS = {"autocommit": True, "prepare_threshold": 0}
pool = None


def start():
    global pool
    pool = ConnectionPool(os.environ["DATABASE_URL"], kwargs=KWARGS, min_size=1, max_size=4, open=True)  # PGB104


def fetch_value(query):
    with pool.connection() as connection:
        return connection.execute(query).fetchone()[0]

import os

from psycopg_pool import ConnectionPool

pool = ConnectionPool(  # PGB104
    os.environ["DATABASE_URL"],
    kwargs={"autocommit": True, "prepare_threshold": 0},
    open=False,
)

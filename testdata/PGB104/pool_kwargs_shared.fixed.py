import os

from psycopg_pool import ConnectionPool

connection_kwargs = {"autocommit": True, "prepare_threshold": 0}

pooled = ConnectionPool(
    os.environ["DATABASE_URL"],
    kwargs={**connection_kwargs, "prepare_threshold": None},
    open=False,
)
direct = ConnectionPool(
    "host=postgres port=5432 dbname=app",
    kwargs=connection_kwargs,
    open=False,
)

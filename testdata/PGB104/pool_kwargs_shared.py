import os

from psycopg_pool import ConnectionPool

connection_kwargs = {"autocommit": True, "prepare_threshold": 0}

pooled = ConnectionPool(  # PGB104
    os.environ["DATABASE_URL"],
    kwargs=connection_kwargs,
    open=False,
)
direct = ConnectionPool(
    "host=postgres port=5432 dbname=app",
    kwargs=connection_kwargs,
    open=False,
)

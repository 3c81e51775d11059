from psycopg_pool import ConnectionPool

connection_kwargs = {"autocommit": True}

pooled = ConnectionPool(
    "host=pgbouncer port=6432 dbname=app",
    kwargs={**connection_kwargs, "prepare_threshold": None},
    open=False,
)
direct = ConnectionPool(
    "host=postgres port=5432 dbname=app",
    kwargs=connection_kwargs,
    open=False,
)

from psycopg_pool import ConnectionPool

connection_kwargs = {
    "autocommit": True,
    "connect_timeout": 5,
    "prepare_threshold": None,
}

pool = ConnectionPool(
    "host=pgbouncer port=6432 dbname=app",
    kwargs=connection_kwargs,
    open=False,
)

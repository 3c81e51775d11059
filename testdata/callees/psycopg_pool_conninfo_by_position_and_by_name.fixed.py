from psycopg_pool import ConnectionPool

by_position = ConnectionPool(
    "host=pgbouncer port=6432", open=False, kwargs={"prepare_threshold": None}
)
by_name = ConnectionPool(
    conninfo="host=pgbouncer port=6432", open=False, kwargs={"prepare_threshold": None}
)
in_kwargs = ConnectionPool(
    open=False,
    kwargs={"host": "pgbouncer", "port": 6432, "prepare_threshold": None},
)

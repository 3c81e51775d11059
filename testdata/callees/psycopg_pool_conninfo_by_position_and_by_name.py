from psycopg_pool import ConnectionPool

by_position = ConnectionPool("host=pgbouncer port=6432", open=False)  # PGB103
by_name = ConnectionPool(conninfo="host=pgbouncer port=6432", open=False)  # PGB103
in_kwargs = ConnectionPool(  # PGB103
    open=False,
    kwargs={"host": "pgbouncer", "port": 6432},
)

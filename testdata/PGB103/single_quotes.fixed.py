from psycopg_pool import ConnectionPool

pool = ConnectionPool(
    'host=pgbouncer port=6432', open=False, kwargs={'prepare_threshold': None}
)

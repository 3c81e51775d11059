from psycopg_pool import NullConnectionPool

pool = NullConnectionPool(
    conninfo="host=localhost port=6432 dbname=app user=app",
    min_size=0,
    kwargs=dict(prepare_threshold=None),
    open=False,
)

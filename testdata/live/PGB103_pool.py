from psycopg_pool import ConnectionPool

pool = None


def start():
    global pool
    pool = ConnectionPool(  # PGB103
        "host=pgbouncer.internal port=6432 user=app password=secret dbname=app",
        min_size=1,
        max_size=4,
        kwargs={"autocommit": True},
        open=True,
    )


def fetch_value(query):
    with pool.connection() as connection:
        return connection.execute(query).fetchone()[0]

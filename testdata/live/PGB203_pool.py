# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
from psycopg_pool import ConnectionPool

pool = ConnectionPool(  # PGB203
    "postgresql://app:secret@pgbouncer.internal:6432/app",
    open=False,
    timeout=2,
    min_size=5,
    kwargs={"prepare_threshold": None},
)


def start():
    pool.open()


def fetch_value(query):
    with pool.connection() as connection:
        return connection.execute(query).fetchone()[0]

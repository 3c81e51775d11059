# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
from psycopg_pool import NullConnectionPool

pool = NullConnectionPool(
    "postgresql://app:secret@pgbouncer.internal:6432/app",
    open=False,
    timeout=2,
    kwargs={"prepare_threshold": None},
    max_size=5,
)


def start():
    pool.open()


def fetch_value(query):
    with pool.connection() as connection:
        return connection.execute(query).fetchone()[0]

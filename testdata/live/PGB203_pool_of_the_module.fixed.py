# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
import psycopg_pool

POOL = psycopg_pool.NullConnectionPool(
    "host=pgbouncer.internal port=6432 user=app password=secret dbname=app",
    timeout=2,
    open=True,
    kwargs={"prepare_threshold": None},
    max_size=5,
)


def fetch_value(query):
    with POOL.connection() as connection:
        return connection.execute(query).fetchone()[0]

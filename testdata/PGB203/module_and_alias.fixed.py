# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
import psycopg_pool

one = psycopg_pool.AsyncNullConnectionPool(
    "postgresql://app@pgbouncer:6432/shop", open=False, max_size=3, kwargs={"prepare_threshold": None}
)
two = psycopg_pool.NullConnectionPool(
    "postgresql://app@pgbouncer:6432/shop",
    open=False,
    max_size=3,
    kwargs={"prepare_threshold": None},
)

# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
from psycopg_pool import (
    NullConnectionPool,
    PoolTimeout,
)

pool = NullConnectionPool(
    "postgresql://app@pgbouncer:6432/shop",
    open=False,
    kwargs={"prepare_threshold": None},
    max_size=4,
)


def query(sql):
    try:
        with pool.connection() as connection:
            return connection.execute(sql)
    except PoolTimeout:
        return None

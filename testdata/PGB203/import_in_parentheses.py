# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
from psycopg_pool import (
    ConnectionPool,
    PoolTimeout,
)

pool = ConnectionPool("postgresql://app@pgbouncer:6432/shop", open=False, kwargs={"prepare_threshold": None})  # PGB203


def query(sql):
    try:
        with pool.connection() as connection:
            return connection.execute(sql)
    except PoolTimeout:
        return None

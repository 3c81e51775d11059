# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
import psycopg_pool
from psycopg_pool import ConnectionPool as Pool

one = psycopg_pool.AsyncConnectionPool(  # PGB203
    "postgresql://app@pgbouncer:6432/shop", open=False, max_size=3, kwargs={"prepare_threshold": None}
)
two = Pool("postgresql://app@pgbouncer:6432/shop", open=False, max_size=3, kwargs={"prepare_threshold": None})  # PGB203

# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
from psycopg_pool import NullConnectionPool

pool = NullConnectionPool(
    "postgresql://app@pgbouncer:6432/shop",
    open=False,
    kwargs={"prepare_threshold": None},
    max_size=2,
)

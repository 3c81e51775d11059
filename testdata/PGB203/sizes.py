# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
from psycopg_pool import ConnectionPool

DSN = "postgresql://app@pgbouncer:6432/shop"
NEVER = {"prepare_threshold": None}

both = ConnectionPool(DSN, kwargs=NEVER, min_size=2, max_size=10, open=False)  # PGB203
neither = ConnectionPool(DSN, kwargs=NEVER, open=False)  # PGB203
only_least = ConnectionPool(  # PGB203
    DSN,
    kwargs=NEVER,
    min_size=2,
    open=False,
)
only_most = ConnectionPool(DSN, kwargs=NEVER, max_size=8, open=False)  # PGB203
none = ConnectionPool(DSN, kwargs=NEVER, max_size=None, min_size=3, open=False)  # PGB203

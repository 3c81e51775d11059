# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
from psycopg_pool import NullConnectionPool

DSN = "postgresql://app@pgbouncer:6432/shop"
NEVER = {"prepare_threshold": None}

both = NullConnectionPool(DSN, kwargs=NEVER, max_size=10, open=False)
neither = NullConnectionPool(DSN, kwargs=NEVER, open=False, max_size=4)
only_least = NullConnectionPool(
    DSN,
    kwargs=NEVER,
    open=False,
    max_size=2,
)
only_most = NullConnectionPool(DSN, kwargs=NEVER, max_size=8, open=False)
none = NullConnectionPool(DSN, kwargs=NEVER, max_size=3, open=False)

# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
def make():
    from psycopg_pool import NullConnectionPool

    dsn = "postgresql://app@pgbouncer:6432/shop"
    return NullConnectionPool(
        dsn, max_size=3, open=False, kwargs={"prepare_threshold": None}
    )

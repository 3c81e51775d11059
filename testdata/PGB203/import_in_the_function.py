# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
def make():
    from psycopg_pool import ConnectionPool

    dsn = "postgresql://app@pgbouncer:6432/shop"
    return ConnectionPool(dsn, max_size=3, open=False, kwargs={"prepare_threshold": None})  # PGB203

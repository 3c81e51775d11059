from psycopg_pool import ConnectionPool

DSN = "postgresql://app@pgbouncer.internal:6432/shop"
pool = ConnectionPool(DSN, kwargs={"prepare_threshold": None}, open=False)
CREATE, DROP = "CREATE TEMP TABLE t (a int)", "DROP TABLE t"


def each_dropped(tables):
    with pool.connection() as c:
        for t in tables:
            c.execute(f"CREATE TEMP TABLE {t} (x int)")
        c.execute("y")
        for t in tables:
            c.execute(f"DROP TABLE {t}")


def none_dropped(tables):
    with pool.connection() as c:
        for t in tables:
            c.execute(f"CREATE TEMP TABLE {t} (x int)")  # PGB304
        for t in tables:
            c.execute(f"INSERT INTO {t}")


def dropped_in_each_round_alone(tables, others):
    with pool.connection() as c:
        c.execute(CREATE)  # PGB304
        for t in others:
            c.execute(DROP)


def dropped_in_another_loop(tables, others):
    with pool.connection() as c:
        for t in tables:
            c.execute(f"CREATE TEMP TABLE {t} (x int)")  # PGB304
        for t in others:
            c.execute(f"DROP TABLE {t}")

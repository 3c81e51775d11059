import time

from psycopg_pool import ConnectionPool

DSN = "postgresql://app@pgbouncer.internal:6432/shop"
pool = ConnectionPool(DSN, kwargs={"prepare_threshold": None}, open=False)
LOCK, UNLOCK = "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock(1)"
TRY = "SELECT pg_try_advisory_lock(1)"


def flag_in_finally():
    locked = False
    with pool.connection() as c:
        try:
            c.execute(LOCK)
            locked = True
            c.execute("x")
        finally:
            if locked:
                c.execute(UNLOCK)


class L:
    def f(self):
        with pool.connection() as c:
            c.execute(LOCK)
            self.locked = True
            c.execute("x")
            if not self.locked:
                return
            c.execute(UNLOCK)


def rows_in_between():
    with pool.connection() as c:
        c.execute(LOCK)  # PGB303
        rows = c.execute("x").fetchall()
        if rows:
            c.execute(UNLOCK)


def limited_tries():
    with pool.connection() as c:
        tries = 0
        while not c.execute(TRY).fetchone()[0]:
            tries += 1
            if tries > 5:
                return
            time.sleep(1)
        c.execute(UNLOCK)


def tries_in_a_loop_with_else():
    with pool.connection() as c:
        tries = 0
        for _ in range(5):
            if c.execute(TRY).fetchone()[0]:
                break
            time.sleep(1)
        else:
            return
        c.execute(UNLOCK)


def tries_until_it_is_set():
    with pool.connection() as c:
        got = False
        while not got:
            got = c.execute(TRY).fetchone()[0]
            time.sleep(1)
        c.execute(UNLOCK)

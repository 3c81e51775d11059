import asyncpg
import psycopg
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

DSN = "postgresql://app@pgbouncer.internal:6432/shop"
pool = ConnectionPool(DSN, kwargs={"prepare_threshold": None}, open=False)
engine = create_engine("postgresql+psycopg2://app@pgbouncer.internal:6432/shop", poolclass=NullPool)
LOCK, UNLOCK = "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock(1)"


def committed_before_finally():
    c = psycopg.connect(DSN, prepare_threshold=None)
    try:
        cur = c.cursor()
        cur.execute(LOCK)  # PGB303
        cur.execute("SELECT 1")
        c.commit()
    finally:
        c.execute(UNLOCK)
        c.close()


def committed_in_the_block():
    with pool.connection() as c:
        c.execute("SELECT pg_advisory_lock(1)")  # PGB303
        try:
            c.execute("x")
            c.commit()  # between
        finally:
            c.execute("SELECT pg_advisory_unlock(1)")


async def on_the_pool_itself():
    p = await asyncpg.create_pool(DSN, statement_cache_size=0)
    async with p.acquire() as c, c.transaction():
        await p.execute(LOCK)  # PGB303
        await p.execute(UNLOCK)


def autocommit_of_a_connection(xs):
    conn = pool.getconn()
    conn.autocommit = True
    try:
        conn.execute(LOCK)  # PGB303
        conn.execute(UNLOCK)
    finally:
        pool.putconn(conn)


def autocommit_of_another_one():
    conn = pool.getconn()
    conn.autocommit = True


def beside_it(xs):
    with pool.connection() as c:
        c.execute(LOCK)
        c.execute(UNLOCK)


def options_of_a_connection():
    with engine.connect() as c:
        c.execution_options(isolation_level="AUTOCOMMIT")
        c.execute(text(LOCK))  # PGB303
        c.execute(text(UNLOCK))


auto2 = engine.execution_options(isolation_level="AUTOCOMMIT")


def with_the_other_engine():
    with auto2.connect() as c:
        c.execute(text(LOCK))  # PGB303
        c.execute(text(UNLOCK))


def with_the_plain_engine():
    with engine.connect() as c:
        c.execute(text(LOCK))
        c.execute(text(UNLOCK))
        c.commit()


def configure(c):
    c.autocommit = True


pool2 = ConnectionPool(DSN, kwargs={"prepare_threshold": None}, configure=configure)


def configured_by_a_callback():
    with pool2.connection() as c:
        c.execute(LOCK)  # PGB303
        c.execute(UNLOCK)


def autocommit_set_later():
    with psycopg.connect(DSN, prepare_threshold=None) as c:
        c.autocommit = True
        c.execute(LOCK)  # PGB303
        c.execute(UNLOCK)

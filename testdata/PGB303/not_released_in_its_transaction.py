import asyncpg
import psycopg
from psycopg_pool import AsyncConnectionPool, ConnectionPool
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

DSN = "postgresql://app@pgbouncer.internal:6432/shop"
pool = ConnectionPool(DSN, kwargs={"prepare_threshold": None}, open=False)
async_pool = AsyncConnectionPool(DSN, kwargs={"prepare_threshold": None}, open=False)
autocommit_pool = ConnectionPool(DSN, kwargs={"prepare_threshold": None, "autocommit": True}, open=False)
engine = create_engine("postgresql+psycopg2://app@pgbouncer.internal:6432/shop", poolclass=NullPool)
autocommit_engine = create_engine(
    "postgresql+psycopg2://app@pgbouncer.internal:6432/shop", poolclass=NullPool, isolation_level="AUTOCOMMIT"
)
LOCK, UNLOCK = "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock(1)"


def unlocked_on_one_path(x):
    with pool.connection() as c:
        c.execute(LOCK)  # PGB303
        if x:
            c.execute(UNLOCK)


def left_before_the_unlock(x):
    with pool.connection() as c:
        c.execute(LOCK)  # PGB303
        if x:
            return None
        c.execute(UNLOCK)


async def committed_by_an_inner_transaction():
    async with async_pool.connection() as c:
        async with c.transaction():
            await c.execute(LOCK)  # PGB303
        await c.execute(UNLOCK)


async def asyncpg_outside_of_the_transaction():
    c = await asyncpg.connect(DSN, statement_cache_size=0)
    await c.execute(LOCK)  # PGB303
    async with c.transaction():
        await c.execute("SELECT 1")
    await c.execute(UNLOCK)


async def asyncpg_in_two_transactions():
    c = await asyncpg.connect(DSN, statement_cache_size=0)
    async with c.transaction():
        await c.execute(LOCK)  # PGB303
    async with c.transaction():
        await c.execute(UNLOCK)


async def asyncpg_committed_before():
    c = await asyncpg.connect(DSN, statement_cache_size=0)
    tr = c.transaction()
    await tr.start()
    await c.execute(LOCK)  # PGB303
    await tr.commit()
    await c.execute(UNLOCK)


def committed_session():
    with Session(engine) as s:
        s.execute(text(LOCK))  # PGB303
        s.commit()
        s.execute(text(UNLOCK))


def shared_but_not_unlocked():
    with pool.connection() as c:
        c.execute("SELECT pg_advisory_lock_shared(1)")  # PGB303
        c.execute("SELECT pg_advisory_unlock(1)")


def one_of_two():
    with pool.connection() as c:
        c.execute("SELECT pg_advisory_lock(1)")
        c.execute("SELECT pg_advisory_lock(2)")  # PGB303
        c.execute("SELECT pg_advisory_unlock(1)")


def in_autocommit(k):
    with autocommit_pool.connection() as c:
        c.execute(LOCK)  # PGB303
        c.execute(UNLOCK)


def engine_in_autocommit(k):
    with autocommit_engine.begin() as c:
        c.execute(text(LOCK))  # PGB303
        c.execute(text(UNLOCK))


def commit_in_each_round(items):
    with pool.connection() as c:
        for one in items:
            c.execute(LOCK)  # PGB303
            c.commit()
        c.execute(UNLOCK)


def commit_in_a_loop(items):
    with pool.connection() as c:
        c.execute(LOCK)  # PGB303
        for one in items:
            c.execute("SELECT 1")
            c.commit()
        c.execute(UNLOCK)


class CommittedLock:
    def __init__(self):
        self.c = psycopg.connect(DSN, prepare_threshold=None)

    def acquire(self):
        self.c.execute(LOCK)  # PGB303

    def work(self):
        self.c.execute("SELECT 1")
        self.c.commit()

    def release(self):
        self.c.execute(UNLOCK)


class AutocommitLock:
    def __init__(self):
        self.c = psycopg.connect(DSN, prepare_threshold=None, autocommit=True)

    def acquire(self):
        self.c.execute(LOCK)  # PGB303

    def release(self):
        self.c.execute(UNLOCK)


def on_two_connections():
    with pool.connection() as a, pool.connection() as b:
        a.execute(LOCK)  # PGB303
        b.execute(UNLOCK)


def rolled_back():
    with pool.connection() as c:
        c.execute(LOCK)  # PGB303
        c.rollback()
        c.execute(UNLOCK)


def committed_before():
    with engine.connect() as c:
        trans = c.begin()
        c.execute(text(LOCK))  # PGB303
        trans.commit()
        c.execute(text(UNLOCK))

import contextlib
import time

import asyncpg
import psycopg
from psycopg_pool import AsyncConnectionPool, ConnectionPool
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

DSN = "postgresql://app@pgbouncer.internal:6432/shop"
pool = ConnectionPool(DSN, kwargs={"prepare_threshold": None}, open=False)
async_pool = AsyncConnectionPool(DSN, kwargs={"prepare_threshold": None}, open=False)
autocommit_pool = ConnectionPool(DSN, kwargs={"prepare_threshold": None, "autocommit": True}, open=False)
engine = create_engine("postgresql+psycopg2://app@pgbouncer.internal:6432/shop", poolclass=NullPool)
async_engine = create_async_engine(
    "postgresql+psycopg://app@pgbouncer.internal:6432/shop",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
sessions = async_sessionmaker(async_engine)
LOCK, UNLOCK = "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock(1)"
TRY = "SELECT pg_try_advisory_lock(1)"
SET, RESET = "SET statement_timeout = 0", "RESET statement_timeout"


def unlocked_in_finally():
    with pool.connection() as c:
        c.execute(LOCK)
        try:
            c.execute("UPDATE x SET y = 1")
        finally:
            c.execute(UNLOCK)


def left_through_finally(x):
    with pool.connection() as c:
        c.execute(LOCK)
        try:
            if x:
                return None
        finally:
            c.execute(UNLOCK)


def unlocked_before_each_return(x):
    with pool.connection() as c:
        c.execute(LOCK)
        if x:
            c.execute(UNLOCK)
            return None
        c.execute(UNLOCK)


def tried_and_left(x):
    with pool.connection() as c:
        got = c.execute(TRY).fetchone()[0]
        if not got:
            return None
        c.execute("SELECT 1")
        c.execute(UNLOCK)


def tried_with_a_cursor(x):
    with pool.connection() as c:
        with c.cursor() as cur:
            cur.execute(TRY)
            if cur.fetchone()[0]:
                cur.execute("SELECT 1")
                cur.execute(UNLOCK)


async def around_a_savepoint():
    async with async_pool.connection() as c:
        await c.execute(LOCK)
        async with c.transaction():
            await c.execute("SELECT 1")
        await c.execute(UNLOCK)


async def in_a_savepoint():
    async with async_pool.connection() as c:
        await c.execute("SELECT 1")
        async with c.transaction():
            await c.execute(LOCK)
        await c.execute(UNLOCK)


async def asyncpg_around_a_savepoint():
    c = await asyncpg.connect(DSN, statement_cache_size=0)
    async with c.transaction():
        await c.execute(LOCK)
        async with c.transaction():
            await c.execute("SELECT 1")
        await c.execute(UNLOCK)


async def asyncpg_in_a_savepoint():
    c = await asyncpg.connect(DSN, statement_cache_size=0)
    async with c.transaction():
        async with c.transaction():
            await c.execute(LOCK)
        await c.execute(UNLOCK)


async def asyncpg_started_and_committed():
    c = await asyncpg.connect(DSN, statement_cache_size=0)
    tr = c.transaction()
    await tr.start()
    try:
        await c.execute(LOCK)
        await c.execute(UNLOCK)
    except:
        await tr.rollback()
        raise
    else:
        await tr.commit()


def in_a_session():
    with Session(engine) as s:
        s.execute(text(LOCK))
        s.execute(text("SELECT 1"))
        s.execute(text(UNLOCK))
        s.commit()


async def in_a_begun_session():
    async with sessions.begin() as s:
        await s.execute(select(func.pg_advisory_lock(1)))
        await s.execute(select(func.pg_advisory_unlock(1)))


def all_unlocked():
    with pool.connection() as c:
        c.execute("SELECT pg_advisory_lock(1)")
        c.execute("SELECT pg_advisory_lock(2)")
        c.execute("SELECT pg_advisory_unlock_all()")


def shared():
    with pool.connection() as c:
        c.execute("SELECT pg_advisory_lock_shared(1)")
        c.execute("SELECT pg_advisory_unlock_shared(1)")


def with_parameters(k):
    with pool.connection() as c:
        c.execute("SELECT pg_advisory_lock(%s)", (k,))
        c.execute("SELECT pg_advisory_unlock(%s)", (k,))


def in_a_transaction_of_autocommit(k):
    with autocommit_pool.connection() as c, c.transaction():
        c.execute(LOCK)
        c.execute(UNLOCK)


def in_each_round(items):
    with pool.connection() as c:
        for one in items:
            c.execute(LOCK)
            c.execute(UNLOCK)


def continue_in_a_loop(items):
    with pool.connection() as c:
        c.execute(LOCK)
        for one in items:
            if not one:
                continue
            c.execute("SELECT 1")
        c.execute(UNLOCK)


def under_the_same_condition(use_lock):
    with pool.connection() as c:
        if use_lock:
            c.execute(LOCK)
        c.execute("SELECT 1")
        if use_lock:
            c.execute(UNLOCK)


def waits_in_a_loop(use_lock):
    with pool.connection() as c:
        while not c.execute(TRY).fetchone()[0]:
            time.sleep(1)
        c.execute("SELECT 1")
        c.execute(UNLOCK)


def waits_in_an_endless_loop(use_lock):
    with pool.connection() as c:
        while True:
            if c.execute(TRY).fetchone()[0]:
                break
            time.sleep(1)
        c.execute("SELECT 1")
        c.execute(UNLOCK)


class Lock:
    def __init__(self):
        self.c = psycopg.connect(DSN, prepare_threshold=None)

    def acquire(self):
        self.c.execute(LOCK)

    def release(self):
        self.c.execute(UNLOCK)


@contextlib.contextmanager
def locked():
    with pool.connection() as c:
        c.execute(LOCK)
        try:
            yield c
        finally:
            c.execute(UNLOCK)


def begun_and_committed():
    with engine.connect() as c:
        trans = c.begin()
        c.execute(text(LOCK))
        c.execute(text(UNLOCK))
        trans.commit()


def around_a_nested_one():
    with engine.connect() as c:
        with c.begin():
            c.execute(text(LOCK))
            with c.begin_nested():
                c.execute(text("SELECT 1"))
            c.execute(text(UNLOCK))


def unlocked_in_else(t):
    with pool.connection() as c:
        try:
            c.execute(LOCK)
            c.execute("SELECT 1")
        except Exception:
            print("x")
        else:
            c.execute(UNLOCK)

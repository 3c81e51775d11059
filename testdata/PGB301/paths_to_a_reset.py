import contextlib
import sys

from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

DSN = "postgresql://app@pgbouncer.internal:6432/shop"
pool = ConnectionPool(DSN, kwargs={"prepare_threshold": None}, open=False)
engine = create_engine("postgresql+psycopg2://app@pgbouncer.internal:6432/shop", poolclass=NullPool)
async_engine = create_async_engine(
    "postgresql+psycopg://app@pgbouncer.internal:6432/shop",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
SET, RESET = "SET statement_timeout = 0", "RESET statement_timeout"


def in_each_round(xs):
    with engine.begin() as c:
        for x in xs:
            c.execute(text("SET search_path TO tenant"))
            try:
                c.execute(text("x"))
            finally:
                c.execute(text("RESET search_path"))


def committed_in_each_round(xs):
    with engine.connect() as c:
        for x in xs:
            c.execute(text("SET search_path TO tenant"))  # PGB301
            try:
                c.execute(text("x"))
                c.commit()
            finally:
                c.execute(text("RESET search_path"))  # PGB301
                c.commit()


def in_two_blocks(xs):
    with engine.connect() as c:
        with c.begin():
            c.execute(text("SET search_path TO tenant"))  # PGB301
        with c.begin():
            c.execute(text("RESET search_path"))  # PGB301


def autocommit_ignores_blocks(xs):
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as c:
        with c.begin():
            c.execute(text("SET search_path TO tenant"))  # PGB301
            c.execute(text("RESET search_path"))  # PGB301


def set_config_and_reset(xs):
    with pool.connection() as c:
        c.execute("SELECT set_config('app.tenant', %s, false)", (xs,))
        c.execute("RESET app.tenant")


def authorization(xs):
    with pool.connection() as c:
        c.execute("SET SESSION AUTHORIZATION bob")
        c.execute("RESET SESSION AUTHORIZATION")


def by_other_spellings(xs):
    with pool.connection() as c:
        c.execute("SET TIME ZONE 'UTC'")
        c.execute("SET SCHEMA 'x'")
        c.execute("RESET search_path")


async def async_session():
    async with AsyncSession(async_engine) as s:
        async with s.begin():
            await s.execute(text(SET))
            await s.execute(text(RESET))


async def async_session_twice():
    async with AsyncSession(async_engine) as s:
        async with s.begin():
            await s.execute(text(SET))  # PGB301
        async with s.begin():
            await s.execute(text(RESET))  # PGB301


def after_a_loop(n):
    with pool.connection() as c:
        attempts = 0
        while attempts < n:
            c.execute(SET)
            attempts += 1
            if attempts == 3:
                break
        c.execute(RESET)


def raises(n):
    with pool.connection() as c:
        c.execute(SET)
        assert n
        if n == 2:
            raise ValueError
        c.execute(RESET)


def exits(n):
    with pool.connection() as c:
        c.execute(SET)
        if n == 2:
            sys.exit(1)
        c.execute(RESET)


def suppressed(n):
    with pool.connection() as c:
        with contextlib.suppress(Exception):
            c.execute(SET)
            c.execute(RESET)

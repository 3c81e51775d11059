import contextlib

import asyncpg
import psycopg
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import Session
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


async def in_sql():
    c = await asyncpg.connect(DSN, statement_cache_size=0)
    await c.execute("BEGIN")
    await c.execute(SET)
    await c.execute(RESET)
    await c.execute("COMMIT")


def role():
    with engine.begin() as c:
        c.execute(text("SET ROLE admin"))
        c.execute(text("SELECT 1"))
        c.execute(text("RESET ROLE"))


def role_none():
    with engine.connect() as c:
        c.execute(text("SET ROLE admin"))
        c.execute(text("SET ROLE NONE"))
        c.commit()


async def to_default():
    async with async_engine.begin() as s:
        await s.execute(text("SET search_path TO x"))
        await s.execute(text("SET search_path TO DEFAULT"))


def reset_all():
    with pool.connection() as c:
        c.execute(SET)
        c.execute("SET work_mem = '1GB'")
        c.execute("RESET ALL")


def closed():
    with contextlib.closing(psycopg.connect(DSN, prepare_threshold=None)) as c:
        c.execute(SET)
        c.execute("SELECT 1")


def rolled_back():
    with pool.connection() as c:
        c.execute(SET)
        c.rollback()
        c.execute("SELECT 1")


def commits():
    with Session(engine) as s:
        s.commit()


def committed_by_another_session():
    with Session(engine) as s:
        s.execute(text(SET))


def reset_in_both_arms(t):
    with pool.connection() as c:
        c.execute(SET)
        if t:
            c.execute(RESET)
        else:
            c.execute("SELECT 1")
            c.execute("SET statement_timeout TO DEFAULT")

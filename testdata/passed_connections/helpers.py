from contextlib import contextmanager

import asyncpg
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

POOLED = "postgresql://shop@pgbouncer.internal:6432/shop"
DIRECT = "postgresql://shop@db.internal:5432/shop"
engine = create_engine("postgresql+psycopg2://app:pw@pgbouncer:6432/shop", poolclass=NullPool)


@contextmanager
def schema(conn):
    conn.execute(text("SET search_path TO b"))  # PGB301
    yield
    conn.execute(text("RESET search_path"))  # PGB301


def commits_inside():
    with engine.connect() as conn:
        with schema(conn):
            conn.commit()


async def set_timeout(connection, *, timeout):
    await connection.execute(f"SET statement_timeout = {timeout}")  # PGB301


async def prepare_connection(conn):
    await set_timeout(timeout=5, connection=conn)


async def chain():
    await prepare_connection(await asyncpg.connect(POOLED, statement_cache_size=0))


class Worker:
    async def run(self):
        conn = await asyncpg.connect(POOLED, statement_cache_size=0)
        await self._lock(conn)

    async def _lock(self, conn):
        await conn.execute("SELECT pg_advisory_lock(1)")  # PGB303


def set_path(conn):
    conn.execute(text("SET search_path TO b"))  # PGB301


def reset_path(conn):
    conn.execute(text("RESET search_path"))  # PGB301


def commits_between():
    with engine.connect() as conn:
        set_path(conn)
        conn.commit()
        reset_path(conn)
        conn.commit()


async def limit(conn):
    await conn.execute("SET statement_timeout = 5000")  # PGB301


async def two_connections():
    await limit(await asyncpg.connect(DIRECT))
    await limit(await asyncpg.connect(POOLED, statement_cache_size=0))


def may_skip(conn, skip):
    conn.execute(text("SET search_path TO b"))  # PGB301
    if skip:
        return
    conn.execute(text("RESET search_path"))


def leaves_early(skip):
    with engine.connect() as conn:
        may_skip(conn, skip)
        conn.commit()


def run(conn, sql):
    conn.execute(text(sql))  # PGB301


def wrapper():
    with engine.begin() as conn:
        run(conn, "SELECT 1")
        run(conn, "SET search_path TO c")


def in_a_lambda():
    with engine.begin() as conn:
        (lambda c: c.execute(text("SET search_path TO c")))(conn)  # PGB301

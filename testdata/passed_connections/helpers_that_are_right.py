from contextlib import asynccontextmanager, contextmanager

import asyncpg
import psycopg
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

POOLED = "postgresql://shop@pgbouncer.internal:6432/shop"
DIRECT = "postgresql://shop@db.internal:5432/shop"
engine = create_engine("postgresql+psycopg2://app:pw@pgbouncer:6432/shop", poolclass=NullPool)


async def set_tenant(conn, tenant):
    await conn.execute(f"SET search_path TO {tenant}")


async def reset_tenant(conn):
    await conn.execute("RESET search_path")


async def reset_inside(tenant):
    pool = await asyncpg.create_pool(POOLED, statement_cache_size=0)
    async with pool.acquire() as conn, conn.transaction():
        await set_tenant(conn, tenant)
        await conn.fetch("SELECT 1")
        await reset_tenant(conn)


@contextmanager
def lock(conn):
    conn.execute(text("SELECT pg_advisory_lock(42)"))
    try:
        yield
    finally:
        conn.execute(text("SELECT pg_advisory_unlock(42)"))


def commits_after_the_lock():
    with engine.connect() as conn:
        with lock(conn):
            conn.execute(text("create table t (id int)"))
        conn.commit()


@asynccontextmanager
async def transaction_of_tenant(conn, tenant):
    async with conn.transaction():
        await conn.execute(f"SET search_path TO {tenant}")
        yield conn
        await conn.execute("RESET search_path")


async def in_transaction_of_tenant():
    conn = await asyncpg.connect(POOLED, statement_cache_size=0)
    async with transaction_of_tenant(conn, "a") as inner:
        await inner.fetch("SELECT 1")


async def limit(connection):
    await connection.execute("SET statement_timeout = 5000")


async def direct():
    await limit(connection=await asyncpg.connect(DIRECT))


def set_path(conn):
    conn.execute(text("SET search_path TO b"))


def rolls_back():
    with engine.connect() as conn:
        set_path(conn)
        conn.rollback()


def take(cur):
    cur.execute("SELECT pg_advisory_lock(1)")


def release(cur):
    cur.execute("SELECT pg_advisory_unlock(1)")


def released_before_commit():
    conn = psycopg.connect(POOLED, prepare_threshold=None)
    cur = conn.cursor()
    take(cur)
    cur.execute("SELECT 1")
    release(cur)
    conn.commit()


def never_called(conn):
    conn.execute("SET search_path TO b")

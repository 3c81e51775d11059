import asyncio
from contextlib import asynccontextmanager, contextmanager, nullcontext

import asyncpg
import psycopg
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import NullPool

POOLED = "postgresql://shop@pgbouncer.internal:6432/shop"
engine = create_engine("postgresql+psycopg2://app:pw@pgbouncer:6432/shop", poolclass=NullPool)
SessionLocal = sessionmaker(engine)


def set_role(session: Session, role):
    session.execute(text(f"SET ROLE {role}"))


def reset_role(session: Session):
    session.execute(text("RESET ROLE"))


@contextmanager
def as_role(session, role):
    set_role(session, role)
    try:
        yield
    finally:
        reset_role(session)


def good():
    with SessionLocal() as session:
        with as_role(session, "a"):
            session.execute(text("select 1"))
        session.commit()


def also_good():
    with SessionLocal.begin() as session:
        with as_role(session, "a"):
            session.execute(text("select 1"))


class Locks:
    def __init__(self, conn):
        self.conn = conn

    def take(self):
        self.conn.execute("SELECT pg_advisory_lock(5)")

    def free(self):
        self.conn.execute("SELECT pg_advisory_unlock(5)")


def locks():
    with psycopg.connect(POOLED, prepare_threshold=None) as conn:
        one = Locks(conn)
        one.take()
        try:
            conn.execute("select 1")
        finally:
            one.free()


class Unit:
    def __enter__(self):
        self.session = SessionLocal()
        return self

    def __exit__(self, *error):
        self.session.rollback()
        self.session.close()


def rolled_back():
    with Unit() as unit:
        unit.session.execute(text("SET search_path TO a"))


async def one_connection(conn, flag):
    if flag:
        await conn.execute("SET LOCAL search_path TO a")


async def many():
    conn = await asyncpg.connect(POOLED, statement_cache_size=0)
    async with conn.transaction():
        await asyncio.gather(one_connection(conn, True), one_connection(conn, False))


@asynccontextmanager
async def tenant(pool, name):
    async with pool.acquire() as conn, conn.transaction():
        await conn.execute("SELECT set_config('app.tenant', $1, true)", name)
        yield conn


async def with_tenant():
    pool = await asyncpg.create_pool(POOLED, statement_cache_size=0)
    async with tenant(pool, "a") as conn:
        await conn.fetch("select 1")


def dry(conn, enabled):
    with conn.begin() if enabled else nullcontext():
        conn.execute(text("SELECT pg_advisory_xact_lock(1)"))


def run_dry():
    with engine.connect() as conn:
        dry(conn, True)


async def reset_path_if(conn, is_last):
    if is_last:
        await conn.execute("SELECT 1")
    await conn.execute("RESET search_path")


async def path_that_a_helper_resets(is_last):
    pool = await asyncpg.create_pool(POOLED, statement_cache_size=0)
    async with pool.acquire() as conn, conn.transaction():
        await conn.execute("SET search_path TO shop")
        await reset_path_if(conn, is_last)

import asyncio
from contextlib import asynccontextmanager, contextmanager

import asyncpg
import psycopg
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

POOLED = "postgresql://shop@pgbouncer.internal:6432/shop"
DIRECT = "postgresql://shop@db.internal:5432/shop"
engine = create_engine("postgresql+psycopg2://app:pw@pgbouncer:6432/shop", poolclass=NullPool)
aengine = create_async_engine(
    "postgresql+asyncpg://app@pgbouncer:6432/shop",
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
Session = async_sessionmaker(aengine)
pool = ConnectionPool(POOLED, kwargs={"prepare_threshold": None})


async def get_tenant_session():
    async with Session() as session, session.begin():
        await session.execute(text("SET search_path TO a"))
        yield session
        await session.execute(text("RESET search_path"))


@contextmanager
def lock(conn):
    conn.execute(text("SELECT pg_advisory_lock(11)"))
    try:
        yield conn
    finally:
        conn.execute(text("SELECT pg_advisory_unlock(11)"))


@contextmanager
def around_the_lock(conn):
    with lock(conn) as c:
        yield c


def commits_after_both():
    with engine.connect() as conn:
        with around_the_lock(conn):
            conn.execute(text("select 1"))
        conn.commit()


@contextmanager
def lock_that_is_split(conn):
    conn.execute(text("SELECT pg_advisory_lock(12)"))  # PGB303
    try:
        yield conn
    finally:
        conn.execute(text("SELECT pg_advisory_unlock(12)"))


@contextmanager
def around_the_split_lock(conn):
    with lock_that_is_split(conn) as c:
        yield c


def commits_inside_both():
    with engine.connect() as conn:
        with around_the_split_lock(conn) as c:
            c.commit()


def migrate(connection):
    connection.execute(text("SET search_path TO c"))  # PGB301


async def in_run_sync():
    async with aengine.begin() as connection:
        await connection.run_sync(migrate)


async def one_of_many(conn):
    await conn.execute("SET jit = off")  # PGB301


async def in_gather():
    conn = await asyncpg.connect(POOLED, statement_cache_size=0)
    await asyncio.gather(one_of_many(conn))


class Base:
    def __init__(self, conn):
        self.conn = conn


class Sub(Base):
    def __init__(self, conn, extra):
        super().__init__(conn)
        self.extra = extra

    def set(self):
        self.conn.execute("SET search_path TO d")  # PGB301


def of_a_derived_class():
    with pool.connection() as conn:
        Sub(conn, 1).set()


class DB:
    pool = None

    @classmethod
    async def connect(cls):
        cls.pool = await asyncpg.create_pool(POOLED, statement_cache_size=0)


async def of_a_class():
    async with DB.pool.acquire() as conn:
        await conn.execute("SET search_path TO e")  # PGB301


pools = {}


async def start():
    pools["main"] = await asyncpg.create_pool(POOLED, statement_cache_size=0)


async def each(conn):
    await conn.execute("SET search_path TO f")  # PGB301


async def in_a_loop():
    conn = await asyncpg.connect(POOLED, statement_cache_size=0)
    for one in [conn]:
        await each(one)


def with_closure(conn):
    def inside():
        conn.execute("SET search_path TO g")  # PGB301

    inside()


def in_a_closure():
    with pool.connection() as conn:
        with_closure(conn)


def open_both():
    conn = psycopg.connect(POOLED, prepare_threshold=None)
    return conn, conn.cursor()


def set_path(cur):
    cur.execute("SET search_path TO h")  # PGB301


def of_a_tuple():
    conn, cur = open_both()
    set_path(cur)
    conn.commit()


def sometimes_reset(conn):
    conn.execute("SET search_path TO i")  # PGB301


def resets():
    with pool.connection() as conn:
        sometimes_reset(conn)
        conn.execute("RESET search_path")


def does_not_reset():
    with pool.connection() as conn:
        sometimes_reset(conn)


def recursive(conn, n):
    conn.execute("SET search_path TO j")  # PGB301
    if n:
        recursive(conn, n - 1)


def in_a_recursion():
    with pool.connection() as conn:
        recursive(conn, 3)


def set_and_reset(conn):
    conn.execute("SET search_path TO k")
    conn.execute("RESET search_path")
    conn.commit()


def commits_in_the_helper():
    conn = psycopg.connect(POOLED, prepare_threshold=None)
    set_and_reset(conn)


def take(conn):
    conn.execute("SELECT pg_advisory_lock(77)")


def released_in_finally():
    with pool.connection() as conn:
        take(conn)
        try:
            conn.execute("select 1")
        finally:
            conn.execute("SELECT pg_advisory_unlock(77)")


def listen(conn):
    conn.execute("LISTEN jobs")


def listens_directly():
    listen(psycopg.connect(DIRECT, autocommit=True))


@asynccontextmanager
async def transaction_of(conn):
    async with conn.transaction():
        yield


async def in_a_transaction_of_a_helper():
    conn = await asyncpg.connect(POOLED, statement_cache_size=0)
    async with transaction_of(conn):
        await conn.execute("SET search_path TO l")
        await conn.execute("RESET search_path")


async def try_to_lock(conn):
    return await conn.fetchval("SELECT pg_try_advisory_lock(30)")


async def tries():
    conn = await asyncpg.connect(POOLED, statement_cache_size=0)
    async with conn.transaction():
        if not await try_to_lock(conn):
            return
        await conn.execute("SELECT pg_advisory_unlock(30)")

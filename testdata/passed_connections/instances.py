from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from typing import Annotated

import asyncpg
import psycopg
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, event, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import NullPool

POOLED = "postgresql://shop@pgbouncer.internal:6432/shop"
DIRECT = "postgresql://shop@db.internal:5432/shop"
engine = create_engine("postgresql+psycopg2://app:pw@pgbouncer:6432/shop", poolclass=NullPool)
SessionLocal = sessionmaker(engine)
app = FastAPI()


class Repo:
    def __init__(self, pool, *, schema="public"):
        self._pool = pool
        self.schema = schema

    async def lock(self):
        async with self._pool.acquire() as conn:
            await conn.fetchval("SELECT pg_advisory_lock(1)")  # PGB303

    async def tenant(self):
        async with self._pool.acquire() as conn, conn.transaction():
            await conn.execute("SET LOCAL search_path TO a")


class Service:
    def __init__(self, repo: Repo):
        self.repo = repo

    async def run(self):
        await self.repo.lock()
        await self.repo.tenant()


async def main():
    pool = await asyncpg.create_pool(POOLED, statement_cache_size=0)
    service = Service(Repo(pool, schema="x"))
    await service.run()


class DirectRepo:
    def __init__(self, pool):
        self.pool = pool

    async def listen(self):
        async with self.pool.acquire() as conn:
            await conn.add_listener("jobs", print)


async def direct():
    await DirectRepo(await asyncpg.create_pool(DIRECT)).listen()


@dataclass
class Data:
    session: Session

    def lock(self):
        self.session.execute(text("SELECT pg_advisory_lock(1)"))  # PGB303


def data():
    with SessionLocal() as session:
        Data(session).lock()


class UnitOfWork:
    def __init__(self, factory=SessionLocal):
        self.factory = factory

    def __enter__(self):
        self.session = self.factory()
        return self

    def __exit__(self, *args):
        self.session.commit()
        self.session.close()


def uow():
    with UnitOfWork() as unit:
        unit.session.execute(text("SET search_path TO tenant"))  # PGB301


class Lock:
    def __init__(self, conn):
        self.conn = conn

    def __enter__(self):
        self.conn.execute(text("SELECT pg_advisory_lock(7)"))  # PGB303
        return self

    def __exit__(self, *args):
        self.conn.execute(text("SELECT pg_advisory_unlock(7)"))


def locked():
    with engine.connect() as conn:
        with Lock(conn):
            conn.execute(text("select 1"))
            conn.commit()


class GoodLock:
    def __init__(self, conn):
        self.conn = conn

    def __enter__(self):
        self.conn.execute(text("SELECT pg_advisory_lock(8)"))
        return self

    def __exit__(self, *args):
        self.conn.execute(text("SELECT pg_advisory_unlock(8)"))


def well_locked():
    with engine.connect() as conn:
        with GoodLock(conn):
            conn.execute(text("select 1"))
        conn.commit()


async def stack():
    async with AsyncExitStack() as stack:
        pool = await asyncpg.create_pool(POOLED, statement_cache_size=0)
        conn = await stack.enter_async_context(pool.acquire())
        await stack.enter_async_context(conn.transaction())
        await conn.execute("SET statement_timeout = 5000")
        await conn.execute("RESET statement_timeout")


async def stack2():
    async with AsyncExitStack() as stack:
        pool = await asyncpg.create_pool(POOLED, statement_cache_size=0)
        conn = await stack.enter_async_context(pool.acquire())
        await conn.execute("SET statement_timeout = 5000")  # PGB301
        await conn.execute("RESET statement_timeout")  # PGB301


def stack3():
    with ExitStack() as stack:
        conn = stack.enter_context(psycopg.connect(POOLED, prepare_threshold=None))
        conn.execute("SET search_path TO b")  # PGB301


@event.listens_for(Session, "after_begin")
def after_begin(session, transaction, connection):
    connection.execute(text("SET app.tenant = 'x'"))  # PGB301


@event.listens_for(SessionLocal, "after_begin")
def local_after_begin(session, transaction, connection):
    connection.execute(text("SET LOCAL app.tenant = 'x'"))


aengine = create_async_engine(
    "postgresql+asyncpg://app@pgbouncer:6432/shop",
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)


@event.listens_for(aengine.sync_engine, "connect")
def on_connect(dbapi_connection, record):
    cursor = dbapi_connection.cursor()
    cursor.execute("SET jit = off")  # PGB301
    cursor.close()


ASession = async_sessionmaker(aengine)


async def get_session():
    async with ASession() as session:
        yield session


class Users:
    def __init__(self, session: Annotated[AsyncSession, Depends(get_session)]):
        self.session = session

    async def lock(self):
        await self.session.execute(text("SELECT pg_advisory_lock(1)"))  # PGB303


def get_items(session: AsyncSession = Depends(get_session)):
    return Items(session)


class Items:
    def __init__(self, session):
        self._session = session

    async def lock(self):
        await self._session.execute(text("SELECT pg_advisory_lock(1)"))  # PGB303


@app.get("/users")
async def users(users: Users = Depends()):
    await users.lock()


@app.get("/items")
async def items(items: Annotated[Items, Depends(get_items)]):
    await items.lock()

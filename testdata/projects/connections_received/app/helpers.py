from contextlib import contextmanager

import asyncpg
from sqlalchemy import text
from sqlalchemy.engine import Connection


async def set_timeout(conn):
    await conn.execute("SET statement_timeout = 5000")  # PGB301


async def typed_timeout(conn: asyncpg.Connection):
    await conn.execute("SET statement_timeout = 5000")  # PGB301


async def deep(conn):
    await conn.execute("SET lock_timeout = 5000")  # PGB301


async def set_path(conn, tenant):
    await conn.execute(f"SET search_path TO {tenant}")


async def reset_path(conn):
    await conn.execute("RESET search_path")


async def listen(conn):
    await conn.add_listener("jobs", print)


@contextmanager
def lock(connection: Connection):
    connection.execute(text("SELECT pg_advisory_lock(1)"))
    yield
    connection.execute(text("SELECT pg_advisory_unlock(1)"))


@contextmanager
def bad_lock(connection: Connection):
    connection.execute(text("SELECT pg_advisory_lock(2)"))  # PGB303
    yield
    connection.execute(text("SELECT pg_advisory_unlock(2)"))


def uncalled(conn):
    conn.execute("SET search_path TO x")


def only_tests(conn):
    conn.execute("SET search_path TO x")


class Repository:
    def __init__(self, pool):
        self.pool = pool

    async def lock(self):
        async with self.pool.acquire() as conn:
            await conn.execute("SELECT pg_advisory_lock(1)")  # PGB303


class Direct:
    def __init__(self, pool):
        self.pool = pool

    async def wait(self):
        async with self.pool.acquire() as conn:
            await conn.add_listener("jobs", print)


class Base:
    def __init__(self, session):
        self.session = session


class Users(Base):
    def tenant(self):
        self.session.execute(text("SET app.tenant = 'a'"))  # PGB301
        self.session.commit()

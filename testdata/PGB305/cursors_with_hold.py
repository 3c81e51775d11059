import asyncpg
import psycopg
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

DSN = "postgresql://shop@pgbouncer.internal:6432/shop"
engine = create_engine(
    "postgresql+psycopg2://shop@pgbouncer.internal:6432/shop", poolclass=NullPool
)


def export():
    with psycopg.connect(DSN, prepare_threshold=None, autocommit=True) as conn:
        with conn.cursor("export", withhold=True) as cursor:  # PGB305
            cursor.execute("SELECT * FROM orders")
            yield from cursor


async def declared():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    await connection.execute("DECLARE export SCROLL CURSOR WITH HOLD FOR SELECT * FROM orders")  # PGB305
    return await connection.fetch("FETCH 100 FROM export")


def streamed():
    with engine.connect() as connection:
        yield from connection.execution_options(stream_results=True).execute(text("SELECT * FROM orders"))


def of_the_transaction():
    with psycopg.connect(DSN, prepare_threshold=None) as conn:
        with conn.cursor("export") as cursor:
            cursor.execute("SELECT 1")
            yield from cursor
        conn.execute("DECLARE part CURSOR FOR SELECT * FROM orders; FETCH ALL FROM part")
        conn.execute("DECLARE part CURSOR WITHOUT HOLD FOR SELECT * FROM orders -- WITH HOLD")


def direct():
    with psycopg.connect("postgresql://shop@db.internal:5432/shop") as conn:
        return conn.cursor("export", withhold=True)

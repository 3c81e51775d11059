import asyncpg
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.pool import NullPool

DSN = "postgresql://app@pgbouncer.internal:6432/shop"
engine = create_engine("postgresql+psycopg2://app@pgbouncer.internal:6432/shop", poolclass=NullPool)
TRY = "SELECT pg_try_advisory_lock(1)"
LOCK, UNLOCK = "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock(1)"


async def asyncpg_tried():
    p = await asyncpg.create_pool(DSN, statement_cache_size=0)
    c = await p.acquire()
    try:
        async with c.transaction():
            if await c.fetchval(TRY):
                try:
                    await c.execute("SELECT 1")
                finally:
                    await c.execute(UNLOCK)
    finally:
        await p.release(c)


async def asyncpg_tried_outside():
    p = await asyncpg.create_pool(DSN, statement_cache_size=0)
    async with p.acquire() as c:
        got = await c.fetchval(TRY)  # PGB303
        if not got:
            return
        async with c.transaction():
            await c.execute("x")
        await c.execute(UNLOCK)


def tried_on_an_engine():
    with engine.connect() as c:
        got = c.execute(text(TRY)).scalar()
        if got:
            c.execute(text("SELECT 1"))
            c.execute(text(UNLOCK))
        c.commit()


def tried_or_raised():
    with engine.begin() as c:
        if not c.execute(text(TRY)).scalar():
            raise RuntimeError
        c.execute(text("SELECT 1"))
        c.execute(text(UNLOCK))


def tried_and_converted():
    with engine.begin() as c:
        row = c.execute(text(TRY)).first()
        locked = bool(row[0])
        if not locked:
            return
        c.execute(text(UNLOCK))


def tried_by_an_expression():
    with engine.begin() as c:
        locked = c.scalar(select(func.pg_try_advisory_lock(5)))
        if locked is False:
            return
        c.execute(select(func.pg_advisory_unlock(5)))


def left_for_another_reason(xs):
    with engine.begin() as c:
        locked = c.scalar(text(TRY))  # PGB303
        if not xs:
            return
        c.execute(text(UNLOCK))

import asyncpg
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool

from app.helpers import Direct, Repository, Users, bad_lock, listen, lock, reset_path, set_path
from app.helpers import set_timeout as timeout
from app.helpers import typed_timeout
from app.middle import prepare

POOLED = "postgresql://app@pgbouncer.internal:6432/app"
DIRECT = "postgresql://app@db.internal:5432/app"
engine = create_engine("postgresql+psycopg2://app:pw@pgbouncer:6432/shop", poolclass=NullPool)
Session = sessionmaker(engine)


async def main():
    pool = await asyncpg.create_pool(POOLED, statement_cache_size=0)
    async with pool.acquire() as conn:
        await timeout(conn)
        await typed_timeout(conn)
        await prepare(conn)
    async with pool.acquire() as conn, conn.transaction():
        await set_path(conn, "a")
        await reset_path(conn)
    await listen(await asyncpg.connect(DIRECT))
    repository = Repository(pool)
    await repository.lock()
    await Direct(await asyncpg.create_pool(DIRECT)).wait()


def locked():
    with engine.connect() as connection:
        with lock(connection):
            pass
        connection.commit()
        with bad_lock(connection):
            connection.commit()


def users():
    with Session() as session:
        Users(session).tenant()

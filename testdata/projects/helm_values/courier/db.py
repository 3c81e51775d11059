import os

import asyncpg

DSN = os.environ["DATABASE_DSN"]


async def init(connection: asyncpg.Connection) -> None:
    await connection.execute("SELECT 1")


def pool() -> asyncpg.pool.Pool:
    return asyncpg.create_pool(dsn=DSN, init=init)  # PGB101

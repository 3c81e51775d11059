# expect: connections = 8
import asyncpg
import asyncpg as pg
from asyncpg import connect, create_pool
from asyncpg import connect as open_connection
from asyncpg.connection import connect as connect_in_full
from asyncpg.pool import Pool
from asyncpg.pool import create_pool as create_pool_in_full

DSN = "postgresql://app@pgbouncer:6432/app"


async def main() -> None:
    await asyncpg.connect(DSN)  # PGB101
    await pg.connect(DSN)  # PGB101
    await connect(DSN)  # PGB101
    await create_pool(DSN)  # PGB101
    await open_connection(DSN)  # PGB101
    await connect_in_full(DSN)  # PGB101
    await create_pool_in_full(DSN)  # PGB101
    await pg.create_pool(dsn=DSN)  # PGB101


def size(pool: Pool) -> int:
    return pool.get_size()

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
    await asyncpg.connect(DSN, statement_cache_size=0)
    await pg.connect(DSN, statement_cache_size=0)
    await connect(DSN, statement_cache_size=0)
    await create_pool(DSN, statement_cache_size=0)
    await open_connection(DSN, statement_cache_size=0)
    await connect_in_full(DSN, statement_cache_size=0)
    await create_pool_in_full(DSN, statement_cache_size=0)
    await pg.create_pool(dsn=DSN, statement_cache_size=0)


def size(pool: Pool) -> int:
    return pool.get_size()

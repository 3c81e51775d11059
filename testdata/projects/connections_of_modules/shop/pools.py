import asyncpg

DSN = "postgresql://app@pgbouncer.internal:6432/app"
_pools: dict = {}
pool = None
conn = None


class State:
    pool: asyncpg.Pool = None


state = State()


async def startup():
    global pool
    pool = await asyncpg.create_pool(DSN, statement_cache_size=0)
    state.pool = await asyncpg.create_pool(DSN, statement_cache_size=0)


async def shutdown():
    global pool
    await pool.close()
    pool = None


async def get_connection():
    async with pool.acquire() as connection:
        yield connection


def get_pool():
    if pool is None:
        raise RuntimeError("not started")
    return pool

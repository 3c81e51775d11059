import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def prepare_connection(connection):
    await connection.execute("SET search_path TO tenant")  # PGB301


async def use():
    pool = await asyncpg.create_pool(DSN, min_size=1, max_size=1, statement_cache_size=0, init=prepare_connection)
    connection = await pool.acquire()
    await connection.fetchval("SELECT 1")
    return connection


async def is_right(connection, other):
    return "tenant" not in await other.fetchval("SHOW search_path")

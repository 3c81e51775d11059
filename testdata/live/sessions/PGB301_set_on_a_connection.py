import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def use():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    await connection.execute("SET statement_timeout = '3s'")  # PGB301
    return connection


async def is_right(connection, other):
    return await other.fetchval("SHOW statement_timeout") == "0"

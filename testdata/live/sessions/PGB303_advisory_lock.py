import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def use():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    await connection.execute("SELECT pg_advisory_lock(41)")  # PGB303
    return connection


async def is_right(connection, other):
    return await connection.fetchval("SELECT pg_advisory_unlock(41)")

import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def use():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_lock(42)")  # PGB303
        await connection.fetchval("SELECT 1")
    return connection


async def is_right(connection, other):
    await connection.execute("SELECT pg_advisory_unlock(42)")
    return await other.fetchval("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 42") == 0

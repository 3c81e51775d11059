import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def use():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    await connection.execute("PREPARE answer AS SELECT 42")  # PGB307
    return connection


async def is_right(connection, other):
    return await connection.fetchval("EXECUTE answer") == 42

import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def use():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    await connection.execute("CREATE TEMPORARY TABLE batch (id integer)")  # PGB304
    return connection


async def is_right(connection, other):
    return await connection.fetchval("SELECT count(*) FROM batch") == 0

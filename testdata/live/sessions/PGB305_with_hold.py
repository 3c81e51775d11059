import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def use():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    await connection.execute("DECLARE numbers_cursor CURSOR WITH HOLD FOR SELECT id FROM numbers ORDER BY id")  # PGB305
    return connection


async def is_right(connection, other):
    return [row["id"] for row in await connection.fetch("FETCH 3 FROM numbers_cursor")] == [1, 2, 3]

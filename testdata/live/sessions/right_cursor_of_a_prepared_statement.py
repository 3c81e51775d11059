# config: versions = { asyncpg = "0.32" }
import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"
ROUNDS = 10


async def use():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    rival = await asyncpg.connect(DSN, statement_cache_size=0)
    statement = await connection.prepare("SELECT id FROM numbers ORDER BY id")
    for _ in range(ROUNDS):
        async with rival.transaction():
            await rival.fetchval("SELECT label FROM numbers LIMIT 1")
            async with connection.transaction():
                rows = [row["id"] async for row in statement.cursor(prefetch=7)]
                cursor = await statement.cursor()
                assert [row["id"] for row in await cursor.fetch(3)] == rows[:3] == [1, 2, 3]
    await rival.close()
    return connection


async def is_right(connection, other):
    return True

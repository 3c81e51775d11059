import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"
ROUNDS = 10


async def use():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    rival = await asyncpg.connect(DSN, statement_cache_size=0)
    for _ in range(ROUNDS):
        async with connection.transaction():
            await connection.execute("CREATE TEMP TABLE incoming (id integer)")
            async with rival.transaction():
                await rival.execute("SELECT 1")
                await connection.execute("INSERT INTO incoming VALUES (1)")
            await connection.execute("DROP TABLE incoming")
    await rival.close()
    return connection


async def is_right(connection, other):
    return await other.fetchval("SELECT to_regclass('pg_temp.incoming')") is None

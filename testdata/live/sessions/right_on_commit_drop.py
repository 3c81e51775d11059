import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def use():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    async with connection.transaction():
        await connection.execute("CREATE TEMPORARY TABLE batch (id integer) ON COMMIT DROP")
        await connection.execute("INSERT INTO batch VALUES (1)")
        assert await connection.fetchval("SELECT count(*) FROM batch") == 1
    return connection


async def is_right(connection, other):
    return await other.fetchval("SELECT to_regclass('pg_temp.batch')") is None

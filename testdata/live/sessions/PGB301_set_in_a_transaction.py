import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def use():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    async with connection.transaction():
        await connection.execute("SET search_path TO tenant")  # PGB301
        await connection.fetchval("SELECT 1")
    return connection


async def is_right(connection, other):
    return "tenant" not in await other.fetchval("SHOW search_path")

import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def use():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    async with connection.transaction():
        await connection.execute("SET LOCAL statement_timeout = '3s'")
        await connection.execute("SELECT set_config('search_path', 'tenant', true)")
        await connection.fetchval("SELECT 1")
    return connection


async def is_right(connection, other):
    return [await other.fetchval("SHOW statement_timeout"), await other.fetchval("SHOW search_path")] == [
        "0",
        '"$user", public',
    ]

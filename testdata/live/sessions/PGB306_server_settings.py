import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def use():
    return await asyncpg.connect(DSN, statement_cache_size=0, server_settings={"statement_timeout": "5s"})  # PGB306


async def is_right(connection, other):
    return await connection.fetchval("SHOW statement_timeout") == "5s"

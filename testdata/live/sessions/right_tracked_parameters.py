import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def use():
    connection = await asyncpg.connect(DSN, statement_cache_size=0, server_settings={"application_name": "mine"})
    await connection.execute("SET TimeZone = 'Asia/Tokyo'")
    return connection


async def is_right(connection, other):
    return await other.fetchval("SHOW TimeZone") != "Asia/Tokyo" and await connection.fetchval("SHOW TimeZone") == "Asia/Tokyo"

import asyncpg


async def connect():
    return await asyncpg.connect(
        host="pgbouncer.internal",
        port=6432,
        user="app",
        password="secret",
        database="app",
        statement_cache_size=0,
    )


async def fetch_value(connection, query):
    async with connection.transaction():
        return await connection.fetchval(query)

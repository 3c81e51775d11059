import asyncpg


async def connect():
    return await asyncpg.connect(  # PGB101
        host="pgbouncer.internal",
        port=6432,
        user="app",
        password="secret",
        database="app",
    )


async def fetch_value(connection, query):
    async with connection.transaction():
        return await connection.fetchval(query)

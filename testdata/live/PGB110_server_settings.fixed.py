import asyncpg


async def connect():
    return await asyncpg.connect(
        "postgresql://app:secret@pgbouncer.internal:6432/app",
        server_settings={"application_name": "reports"},
        statement_cache_size=0,
    )


async def fetch_value(connection, query):
    return await connection.fetchval(query)

import os

import asyncpg

PASSWORD = os.environ.get("APP_PASSWORD", "secret")
OPTIONS = {"command_timeout": 30}


async def connect():
    return await asyncpg.connect(
        f"postgresql://app:{PASSWORD}@pgbouncer.internal:6432/app",
        **OPTIONS,
        statement_cache_size=0,
    )


async def fetch_value(connection, query):
    row = await connection.fetchrow(query)
    return row["tag"]

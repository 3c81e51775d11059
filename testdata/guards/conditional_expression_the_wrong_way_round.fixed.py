import os

import asyncpg

DSN = os.environ["DATABASE_URL"]


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(
        DSN,
        statement_cache_size=0,
    )

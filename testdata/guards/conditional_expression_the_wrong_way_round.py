import os

import asyncpg

DSN = os.environ["DATABASE_URL"]


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(  # PGB101
        DSN,
        statement_cache_size=100 if ":6543" in DSN else 0,
    )

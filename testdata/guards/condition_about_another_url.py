import os

import asyncpg

DSN = os.environ["DATABASE_URL"]
CACHE = os.environ["CACHE_URL"]


async def connect() -> asyncpg.Connection:
    if ":6543" in CACHE:
        return await asyncpg.connect(DSN)
    return await asyncpg.connect(DSN)

import asyncio
import os

import asyncpg

DSN = os.environ["DATABASE_URL"]


async def connect() -> asyncpg.Connection:
    return await asyncio.wait_for(
        asyncpg.connect(DSN, statement_cache_size=0),
        timeout=10,
    )

# expect: unresolved = 3
import os

import asyncpg

DSN = os.environ["DATABASE_URL"]


async def connect() -> asyncpg.Connection:
    if "staging" in DSN:
        return await asyncpg.connect(DSN)
    if os.environ.get("DEBUG"):
        return await asyncpg.connect(DSN)
    return await asyncpg.connect(DSN)

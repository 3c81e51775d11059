import os

import asyncpg

DSN = os.environ["DATABASE_URL"]


def options() -> dict:
    if "pooler" in DSN:
        return {"statement_cache_size": 0}
    return {}


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(DSN, **options())

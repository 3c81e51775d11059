import os

import asyncpg

DSN = os.environ["DATABASE_URL"]

options = {"timeout": 10}
if "pooler" in DSN:
    options["statement_cache_size"] = 0


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(DSN, **options)

import os

import asyncpg

DSN = os.environ["DATABASE_URL"]
HOST = os.environ["DB_HOST"]


async def connect() -> asyncpg.Connection:
    if DSN.endswith(":6543/postgres"):
        return await asyncpg.connect(DSN, statement_cache_size=0)
    if HOST.startswith("pgbouncer"):
        return await asyncpg.connect(host=HOST, statement_cache_size=0)
    return await asyncpg.connect(host=HOST)

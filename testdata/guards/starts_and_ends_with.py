import os

import asyncpg

DSN = os.environ["DATABASE_URL"]
HOST = os.environ["DB_HOST"]


async def connect() -> asyncpg.Connection:
    if DSN.endswith(":6543/postgres"):
        return await asyncpg.connect(DSN)  # PGB101
    if HOST.startswith("pgbouncer"):
        return await asyncpg.connect(host=HOST)  # PGB101
    return await asyncpg.connect(host=HOST)

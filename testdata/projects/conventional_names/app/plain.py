import os

import asyncpg


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(os.environ["POSTGRES_URL"])


async def replica() -> asyncpg.Connection:
    return await asyncpg.connect(host=os.environ["PGHOST"], database=os.environ["PGDATABASE"])

import os

import asyncpg


async def connect() -> asyncpg.Connection:
    url = os.environ.get("DATABASE_CONNECTION_POOL_URL") or os.environ["HEROKU_POSTGRESQL_URL"]
    return await asyncpg.connect(url)  # PGB101

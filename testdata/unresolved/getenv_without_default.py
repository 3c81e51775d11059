# expect: unresolved = 5, connections = 5
import os

import asyncpg
import psycopg
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(os.environ["DATABASE_URL"])
pool = AsyncConnectionPool(os.environ["DATABASE_URL"], open=False)


async def main() -> None:
    await asyncpg.connect(os.getenv("DATABASE_URL"))
    await asyncpg.create_pool(os.environ["DATABASE_URL"], max_size=10)
    psycopg.connect(os.environ.get("DATABASE_URL"))

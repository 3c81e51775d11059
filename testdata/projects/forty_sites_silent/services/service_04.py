import os

import asyncpg
import psycopg
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(f"postgresql+asyncpg://{os.environ['PG_DSN_USER']}@{os.environ['PG_DSN_HOST']}/app")
pool = AsyncConnectionPool(os.environ["PG_DSN"], open=False)


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(os.getenv("PG_DSN"))


def sync() -> psycopg.Connection:
    return psycopg.connect(host=os.environ["PG_DSN_HOST"], port=os.environ["PG_DSN_PORT"], dbname=os.environ["PG_DSN_NAME"])

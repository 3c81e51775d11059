import os

import asyncpg
import psycopg
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(f"postgresql+asyncpg://{os.environ['DSN_USER']}@{os.environ['DSN_HOST']}/app")
pool = AsyncConnectionPool(os.environ["DSN"], open=False)


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(os.getenv("DSN"))


def sync() -> psycopg.Connection:
    return psycopg.connect(host=os.environ["DSN_HOST"], port=os.environ["DSN_PORT"], dbname=os.environ["DSN_NAME"])

import os

import asyncpg
import psycopg
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(f"postgresql+asyncpg://{os.environ['DATABASE_DSN_USER']}@{os.environ['DATABASE_DSN_HOST']}/app")
pool = AsyncConnectionPool(os.environ["DATABASE_DSN"], open=False)


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(os.getenv("DATABASE_DSN"))


def sync() -> psycopg.Connection:
    return psycopg.connect(host=os.environ["DATABASE_DSN_HOST"], port=os.environ["DATABASE_DSN_PORT"], dbname=os.environ["DATABASE_DSN_NAME"])

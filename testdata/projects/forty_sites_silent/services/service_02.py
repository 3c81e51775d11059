import os

import asyncpg
import psycopg
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(f"postgresql+asyncpg://{os.environ['POSTGRES_URL_USER']}@{os.environ['POSTGRES_URL_HOST']}/app")
pool = AsyncConnectionPool(os.environ["POSTGRES_URL"], open=False)


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(os.getenv("POSTGRES_URL"))


def sync() -> psycopg.Connection:
    return psycopg.connect(host=os.environ["POSTGRES_URL_HOST"], port=os.environ["POSTGRES_URL_PORT"], dbname=os.environ["POSTGRES_URL_NAME"])

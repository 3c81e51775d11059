import os

import asyncpg
import psycopg
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(f"postgresql+asyncpg://{os.environ['ORDERS_DB_USER']}@{os.environ['ORDERS_DB_HOST']}/app")
pool = AsyncConnectionPool(os.environ["ORDERS_DB"], open=False)


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(os.getenv("ORDERS_DB"))


def sync() -> psycopg.Connection:
    return psycopg.connect(host=os.environ["ORDERS_DB_HOST"], port=os.environ["ORDERS_DB_PORT"], dbname=os.environ["ORDERS_DB_NAME"])

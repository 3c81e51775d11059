import os

import asyncpg
import psycopg
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(f"postgresql+asyncpg://{os.environ['USERS_DB_USER']}@{os.environ['USERS_DB_HOST']}/app")
pool = AsyncConnectionPool(os.environ["USERS_DB"], open=False)


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(os.getenv("USERS_DB"))


def sync() -> psycopg.Connection:
    return psycopg.connect(host=os.environ["USERS_DB_HOST"], port=os.environ["USERS_DB_PORT"], dbname=os.environ["USERS_DB_NAME"])

import os

import asyncpg
import psycopg
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(f"postgresql+asyncpg://{os.environ['SQLALCHEMY_DATABASE_URI_USER']}@{os.environ['SQLALCHEMY_DATABASE_URI_HOST']}/app")
pool = AsyncConnectionPool(os.environ["SQLALCHEMY_DATABASE_URI"], open=False)


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(os.getenv("SQLALCHEMY_DATABASE_URI"))


def sync() -> psycopg.Connection:
    return psycopg.connect(host=os.environ["SQLALCHEMY_DATABASE_URI_HOST"], port=os.environ["SQLALCHEMY_DATABASE_URI_PORT"], dbname=os.environ["SQLALCHEMY_DATABASE_URI_NAME"])

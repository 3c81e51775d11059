# expect: unresolved = 4, connections = 4
import asyncpg
import psycopg
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from app import config
from app.settings import DATABASE_URL, settings

create_async_engine(settings.database_url, pool_size=5)
create_engine(str(settings.SQLALCHEMY_DATABASE_URI))


async def main() -> None:
    await asyncpg.connect(DATABASE_URL)
    psycopg.connect(host=config.HOST, port=config.PORT)

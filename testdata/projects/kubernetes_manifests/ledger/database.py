import os

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(  # PGB102
    os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+asyncpg:"),
    poolclass=NullPool,
)
replica = create_engine(os.environ["LEDGER_REPLICA"].replace("postgresql:", "postgresql+psycopg:"))  # PGB103, PGB201

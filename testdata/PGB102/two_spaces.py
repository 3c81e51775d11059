from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


def make_engine():
  return create_async_engine(  # PGB102
    "postgresql+asyncpg://app:secret@pgbouncer:6432/app",
    poolclass=NullPool,
  )

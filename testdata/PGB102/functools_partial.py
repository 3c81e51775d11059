from functools import partial

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

make_engine = partial(  # PGB102
    create_async_engine,
    "postgresql+asyncpg://app:secret@pgbouncer:6432/app",
    poolclass=NullPool,
)

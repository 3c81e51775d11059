from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(  # PGB102, PGB202
    "postgresql+asyncpg://app@pgbouncer:6432/app",
    poolclass=NullPool,
    pool_size=5,
    max_overflow=10,
)

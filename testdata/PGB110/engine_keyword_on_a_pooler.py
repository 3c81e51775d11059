from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(  # PGB102, PGB110, PGB110
    "postgresql+asyncpg://app@pgbouncer:6432/app",
    poolclass=NullPool,
    statement_cache_size=0,
    prepared_statement_cache_size=0,
)

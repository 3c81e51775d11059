from sqlalchemy.ext.asyncio import create_async_pool_from_url
from sqlalchemy.pool import NullPool

pool = create_async_pool_from_url(  # PGB102
    "postgresql+asyncpg://app@pgbouncer:6432/app",
    poolclass=NullPool,
)

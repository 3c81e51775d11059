# config: versions = { asyncpg = "0.31" }
# expect: connections = 2
import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(
        "postgresql://app@pgbouncer:6432/app", statement_cache_size=0
    )


engine = create_async_engine(
    "postgresql+asyncpg://",
    async_creator=connect,
    poolclass=NullPool,
)

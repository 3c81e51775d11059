import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

DSN = "postgresql://app@aws-0-eu-west-3.pooler.supabase.com:6543/postgres"


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(
        dsn=DSN,
        statement_cache_size=0,
        timeout=10.0,
    )


engine = create_async_engine(
    "postgresql+asyncpg://",
    async_creator=connect,
    poolclass=NullPool,
)

# config: endpoints = [{ match = "pgbouncer", mode = "transaction", tracks-statements = true }]
# expect: modes = ["transaction", "transaction"]
import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    "postgresql+asyncpg://app@pgbouncer:6432/app",
    poolclass=NullPool,
)


async def main() -> None:
    await asyncpg.connect("postgresql://app@pgbouncer:6432/app")

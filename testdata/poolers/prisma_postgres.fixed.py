# expect: modes = ["transaction", "transaction", "direct"]
import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    "postgresql+asyncpg://app@pooled.db.prisma.io:5432/postgres",
    poolclass=NullPool,
)


async def main() -> None:
    await asyncpg.connect("postgresql://app@pooled.db.prisma.io:5432/postgres")
    await asyncpg.connect("postgresql://app@db.prisma.io:5432/postgres")

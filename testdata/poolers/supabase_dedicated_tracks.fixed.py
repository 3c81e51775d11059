# expect: modes = ["transaction", "transaction", "direct"]
import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    "postgresql+asyncpg://app@db.apbkobhfnmcqqzqeeqss.supabase.co:6543/postgres",
    poolclass=NullPool,
)


async def main() -> None:
    await asyncpg.connect(
        "postgresql://app@db.apbkobhfnmcqqzqeeqss.supabase.co:6543/postgres"
    )
    await asyncpg.connect(
        "postgresql://app@db.apbkobhfnmcqqzqeeqss.supabase.co:5432/postgres"
    )

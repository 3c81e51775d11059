# expect: modes = ["transaction", "transaction", "direct"]
import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(  # PGB201
    "postgresql+asyncpg://app@db.apbkobhfnmcqqzqeeqss.supabase.co:6543/postgres",
)


async def main() -> None:
    await asyncpg.connect(
        "postgresql://app@db.apbkobhfnmcqqzqeeqss.supabase.co:6543/postgres"
    )
    await asyncpg.connect(
        "postgresql://app@db.apbkobhfnmcqqzqeeqss.supabase.co:5432/postgres"
    )

# expect: modes = ["session", "session"]
import asyncpg
from sqlalchemy import create_engine

engine = create_engine(
    "postgresql+psycopg://app@aws-0-us-east-1.pooler.supabase.com:5432/postgres",
    pool_size=5,
)


async def main() -> None:
    await asyncpg.connect(
        "postgresql://postgres.ref@aws-0-us-east-1.pooler.supabase.com:5432/postgres"
    )

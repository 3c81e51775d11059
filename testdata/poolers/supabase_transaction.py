# expect: modes = ["transaction", "transaction"]
import asyncpg


async def main() -> None:
    await asyncpg.connect(  # PGB101
        "postgresql://postgres.ref@aws-0-us-east-1.pooler.supabase.com:6543/postgres",
    )
    await asyncpg.connect(  # PGB101
        host="aws-1-eu-central-1.pooler.supabase.com",
        port=6543,
    )

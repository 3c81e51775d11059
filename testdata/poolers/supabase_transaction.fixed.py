# expect: modes = ["transaction", "transaction"]
import asyncpg


async def main() -> None:
    await asyncpg.connect(
        "postgresql://postgres.ref@aws-0-us-east-1.pooler.supabase.com:6543/postgres",
        statement_cache_size=0,
    )
    await asyncpg.connect(
        host="aws-1-eu-central-1.pooler.supabase.com",
        port=6543,
        statement_cache_size=0,
    )

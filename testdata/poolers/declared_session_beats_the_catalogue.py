# config: endpoints = [{ match = "*.pooler.supabase.com:6543", mode = "session" }]
# expect: modes = ["session"]
import asyncpg


async def main() -> None:
    await asyncpg.connect(
        "postgresql://app@aws-0-us-east-1.pooler.supabase.com:6543/postgres"
    )

"""Connects to postgresql://app@pgbouncer:6432/app in production."""

import asyncpg

# DSN = "postgresql://app@aws-0-eu-west-1.pooler.supabase.com:6543/postgres"
DSN = "postgresql://app@localhost:5432/app"


async def main() -> None:
    """Try asyncpg.connect("postgresql://app@pgbouncer:6432/app") by hand."""
    await asyncpg.connect(DSN)

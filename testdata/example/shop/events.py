"""Reads the events table in the background."""

import asyncpg

DSN = "postgresql://shop@aws-0-eu-central-1.pooler.supabase.com:6543/postgres"


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(DSN, min_size=1, max_size=4)

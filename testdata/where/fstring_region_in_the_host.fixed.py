import os

import asyncpg

REGION = os.environ["REGION"]
REF = os.environ["PROJECT_REF"]


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        f"postgresql://postgres.{REF}@aws-0-{REGION}.pooler.supabase.com:6543/postgres",
        statement_cache_size=0,
    )

import asyncpg

DSN = "postgresql://app:secret@aws-0-eu-central-1.pooler.supabase.com:6543/postgres"


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        DSN,
        min_size=1,
        max_size=10,
        statement_cache_size=0
    )

import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        "postgresql://app@aws-0-eu-west-1.pooler.supabase.com:6543/postgres?pgbouncer=true",
        statement_cache_size=0,
    )

import asyncpg

pool = asyncpg.create_pool(
    "postgresql://app:secret"
    "@aws-0-eu-central-1.pooler.supabase.com:6543/postgres",
    min_size=1,
    statement_cache_size=0,
)

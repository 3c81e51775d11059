import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        "postgresql://app@aws-0-eu-west-3.pooler.supabase.com:6543/postgres",
        server_settings={
            "application_name": "worker",
        },
        statement_cache_size=0,
    )

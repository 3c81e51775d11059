import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(  # PGB110
        "postgresql://app@ep-cool-rain-123456-pooler.eu-central-1.aws.neon.tech/postgres?pgbouncer=true",
        statement_cache_size=0,
    )

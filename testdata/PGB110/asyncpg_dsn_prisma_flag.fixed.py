import asyncpg


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        "postgresql://app@ep-cool-rain-123456-pooler.eu-central-1.aws.neon.tech/postgres",
        statement_cache_size=0,
    )

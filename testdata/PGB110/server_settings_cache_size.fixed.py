import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        DSN,
        server_settings={
            "application_name": "api",
        },
        statement_cache_size=0,
    )

import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        DSN,
        statement_cache_size=0,
        server_settings={"application_name": "api"},
    )

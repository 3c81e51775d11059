import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(  # PGB101, PGB110
        DSN,
        max_size=10,
        server_settings={"statement_cache_mode": "off"},
    )

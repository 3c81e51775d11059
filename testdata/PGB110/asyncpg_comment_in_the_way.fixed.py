import asyncpg


async def connect() -> asyncpg.Connection:
    return await asyncpg.connect(
        "postgresql://app@pgbouncer:6432/app",
        statement_cache_size=0,  # PgBouncer
        # timeout=10,
    )

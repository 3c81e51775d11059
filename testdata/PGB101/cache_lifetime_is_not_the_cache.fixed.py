import asyncpg


async def main() -> None:
    conn = await asyncpg.connect(
        "postgresql://app@pgbouncer:6432/app",
        max_cached_statement_lifetime=0,
        max_cacheable_statement_size=0,
        statement_cache_size=0,
    )
    await conn.close()

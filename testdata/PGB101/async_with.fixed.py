import asyncpg

DSN = "postgresql://app:secret@pgbouncer:6432/app"


async def main() -> None:
    async with asyncpg.create_pool(dsn=DSN, statement_cache_size=0) as pool:
        async with pool.acquire() as conn:
            await conn.execute("select 1")

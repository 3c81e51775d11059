import asyncpg

DSN = "postgresql://app:secret@pgbouncer:6432/app"


async def main() -> None:
    async with asyncpg.create_pool(dsn=DSN) as pool:  # PGB101
        async with pool.acquire() as conn:
            await conn.execute("select 1")

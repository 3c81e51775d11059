import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


async def main() -> None:
    pool = await asyncpg.create_pool(DSN, statement_cache_size=0)
    async with pool.acquire() as conn:
        statement = await conn.prepare("select 1")  # PGB105
        await statement.fetch()

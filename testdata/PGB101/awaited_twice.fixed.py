import asyncpg

DSN = "postgresql://app:secret@pgbouncer:6432/app"


async def main() -> None:
    async with await asyncpg.create_pool(DSN, statement_cache_size=0) as pool:
        await pool.execute("select 1")

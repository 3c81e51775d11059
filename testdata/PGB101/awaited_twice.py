import asyncpg

DSN = "postgresql://app:secret@pgbouncer:6432/app"


async def main() -> None:
    async with await asyncpg.create_pool(DSN) as pool:  # PGB101
        await pool.execute("select 1")

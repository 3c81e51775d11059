# config: versions = { asyncpg = "0.32" }
import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


async def main() -> None:
    conn = await asyncpg.connect(DSN, statement_cache_size=0)
    statement = await conn.prepare("select $1::int")
    await statement.fetchval(1)
    async with conn.transaction():
        async for row in conn.cursor("select generate_series(1, 10)"):  # PGB105
            print(row)
        cursor = await conn.cursor("select 1")  # PGB105
        await cursor.fetch(10)

# config: versions = { asyncpg = ">=0.31" }
import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


async def main() -> None:
    conn = await asyncpg.connect(DSN, statement_cache_size=0)
    statement = await conn.prepare("select generate_series(1, $1::int)")
    async with conn.transaction():
        async for row in statement.cursor(10):
            print(row)
        cursor = await statement.cursor(10)
        await cursor.fetch(5)
        async for row in conn.cursor("select generate_series(1, 10)"):  # PGB105
            print(row)


async def from_a_pool() -> None:
    async with asyncpg.create_pool(DSN, statement_cache_size=0) as pool:
        async with pool.acquire() as conn, conn.transaction():
            async for row in (await conn.prepare("select generate_series(1, 10)")).cursor():
                print(row)

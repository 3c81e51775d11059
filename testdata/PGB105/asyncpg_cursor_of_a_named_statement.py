# config: versions = { asyncpg = "0.30" }
import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


async def main() -> None:
    conn = await asyncpg.connect(DSN, statement_cache_size=0)
    statement = await conn.prepare("select generate_series(1, 10)")  # PGB105
    async with conn.transaction():
        async for row in statement.cursor():  # PGB105
            print(row)

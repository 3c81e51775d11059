# config: versions = { asyncpg = "0.31" }
import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


async def main() -> None:
    conn = await asyncpg.connect(DSN, statement_cache_size=0)
    statement = await conn.prepare("select $1::int")
    await statement.fetchval(1)

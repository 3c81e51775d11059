import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


async def main() -> None:
    conn = await asyncpg.connect(DSN, statement_cache_size=0)
    statement = await conn.prepare("select $1::int")  # PGB105
    await statement.fetchval(1)

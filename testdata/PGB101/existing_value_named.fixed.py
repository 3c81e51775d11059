import asyncpg

CACHE_SIZE = 100
DSN = "postgresql://app:secret@pgbouncer:6432/app"


async def main() -> None:
    conn = await asyncpg.connect(DSN, statement_cache_size=0)
    await conn.close()

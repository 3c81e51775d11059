import asyncpg

CACHE_SIZE = 100
DSN = "postgresql://app:secret@pgbouncer:6432/app"


async def main() -> None:
    conn = await asyncpg.connect(DSN, statement_cache_size=CACHE_SIZE)  # PGB101
    await conn.close()

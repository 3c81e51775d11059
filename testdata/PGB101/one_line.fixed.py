import asyncpg


async def main() -> None:
    conn = await asyncpg.connect(
        "postgresql://app:secret@pgbouncer:6432/app", statement_cache_size=0
    )
    await conn.close()

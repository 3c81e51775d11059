import asyncpg


async def main() -> None:
    conn = await asyncpg.connect("postgresql://app:secret@pgbouncer:6432/app")  # PGB101
    await conn.close()

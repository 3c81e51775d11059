import asyncpg

options = {"host": "pgbouncer", "port": 6432, "database": "app"}


async def main() -> None:
    conn = await asyncpg.connect(**options)  # PGB101
    await conn.close()

import asyncpg

options = {"host": "pgbouncer", "port": 6432, "database": "app"}


async def main() -> None:
    conn = await asyncpg.connect(**options, statement_cache_size=0)
    await conn.close()

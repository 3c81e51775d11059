import asyncpg

options = {"host": "pgbouncer", "port": 6432, "database": "app"}


async def main() -> None:
    conn = await asyncpg.connect(statement_cache_size=0, **options)
    await conn.close()

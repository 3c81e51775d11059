import asyncpg

common = {"user": "app", "database": "app", "command_timeout": 30}


async def main() -> None:
    pooled = await asyncpg.connect(
        host="pgbouncer", port=6432, **common, statement_cache_size=0
    )
    direct = await asyncpg.connect(host="postgres", port=5432, **common)
    await pooled.close()
    await direct.close()

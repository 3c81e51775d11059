import asyncpg

POOLED = {"host": "pgbouncer", "port": 6432}
DIRECT = {"host": "localhost", "port": 5432}
WITH_OPTION = {**POOLED, "statement_cache_size": 0}


async def main() -> None:
    await asyncpg.connect(**POOLED, statement_cache_size=0)
    await asyncpg.connect(**{**DIRECT, "port": 6432}, statement_cache_size=0)
    await asyncpg.connect(**(DIRECT | {"port": 6432}), statement_cache_size=0)
    await asyncpg.connect(**DIRECT)
    await asyncpg.connect(**WITH_OPTION)
    await asyncpg.connect(**{**POOLED, **DIRECT})

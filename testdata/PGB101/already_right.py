import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"
OPTIONS = {"statement_cache_size": 0}
OFF = 0


async def main() -> None:
    await asyncpg.connect(DSN, statement_cache_size=0)
    await asyncpg.connect(DSN, **OPTIONS)
    await asyncpg.connect(DSN, **dict(statement_cache_size=0))
    await asyncpg.connect(DSN, statement_cache_size=OFF)
    await asyncpg.create_pool(DSN, max_size=20, **{**OPTIONS, "timeout": 10})

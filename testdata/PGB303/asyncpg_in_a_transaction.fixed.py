# config: unsafe-fixes = true
import asyncpg

DSN = "postgresql://jobs@pgbouncer.internal:6432/jobs"


async def close_day(day: int) -> None:
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", day)
        await connection.execute("CALL close_day($1)", day)


async def try_it(key: int) -> bool:
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    async with connection.transaction():
        return await connection.fetchval("SELECT pg_try_advisory_xact_lock_shared(1, $1)", key)


async def right(day: int) -> None:
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", day)
        await connection.fetchval("SELECT pg_try_advisory_xact_lock($1)", day)

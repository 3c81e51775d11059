# config: unsafe-fixes = true
import asyncpg

DSN = "postgresql://shop@pgbouncer.internal:6432/shop"


async def orders_of(tenant: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    try:
        async with connection.transaction():
            # The schema of the tenant, not to be confused with SET TIME ZONE.
            await connection.execute(f'SET search_path TO "{tenant}", public')  # PGB301
            await connection.execute("SET LOCAL statement_timeout = '5s'")
            return await connection.fetch("SELECT * FROM orders")
    finally:
        await connection.close()


async def ranked(tenant: str) -> None:
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    async with connection.transaction():
        await connection.execute("select set_config('app.tenant', $1, false)", tenant)  # PGB301
        await connection.execute("set session lock_timeout to '2s'; set enable_seqscan = off")  # PGB301
        await connection.execute(  # PGB301
            """
            -- what runs below is long
            SET SESSION work_mem = '256MB';
            REFRESH MATERIALIZED VIEW ranking
            """
        )

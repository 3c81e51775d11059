# config: unsafe-fixes = true
import asyncpg

DSN = "postgresql://shop@pgbouncer.internal:6432/shop"


async def orders_of(tenant: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    try:
        async with connection.transaction():
            # The schema of the tenant, not to be confused with SET TIME ZONE.
            await connection.execute(f'SET LOCAL search_path TO "{tenant}", public')
            await connection.execute("SET LOCAL statement_timeout = '5s'")
            return await connection.fetch("SELECT * FROM orders")
    finally:
        await connection.close()


async def ranked(tenant: str) -> None:
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    async with connection.transaction():
        await connection.execute("select set_config('app.tenant', $1, true)", tenant)
        await connection.execute("set local lock_timeout to '2s'; set local enable_seqscan = off")
        await connection.execute(
            """
            -- what runs below is long
            SET LOCAL work_mem = '256MB';
            REFRESH MATERIALIZED VIEW ranking
            """
        )

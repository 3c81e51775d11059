import asyncpg


async def taken_back_in_the_transaction() -> None:
    connection = await asyncpg.connect("postgresql://shop@pgbouncer.internal:6432/shop", statement_cache_size=0)
    async with connection.transaction():
        await connection.execute("SET work_mem = '1GB'")
        await connection.execute("CREATE INDEX orders_day ON orders (day)")
        await connection.execute("RESET work_mem")
    await connection.execute("SET work_mem = '1GB'; ANALYZE orders; RESET work_mem")


async def taken_back_by_another_one() -> None:
    connection = await asyncpg.connect("postgresql://shop@pgbouncer.internal:6432/shop", statement_cache_size=0)
    await connection.execute("SET search_path TO archive")  # PGB301
    await connection.execute("VACUUM orders")
    await connection.execute("RESET search_path")  # PGB301
    await connection.execute("RESET ALL")

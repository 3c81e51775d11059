import asyncpg


async def total():
    connection = await asyncpg.connect("postgresql://shop@pgbouncer.internal:6432/shop", statement_cache_size=0)
    await connection.execute("DEALLOCATE ALL")
    await connection.execute("PREPARE one AS SELECT 1; EXECUTE one; DEALLOCATE one")
    return await connection.fetch("SELECT prepare, 'EXECUTE one' FROM steps")

import asyncpg

DSN = "postgresql://loads@pgbouncer.internal:6432/loads"


async def load(rows):
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    await connection.execute("CREATE TEMP TABLE staging (LIKE orders INCLUDING ALL)")  # PGB304
    await connection.copy_records_to_table("staging", records=rows)
    await connection.execute("CREATE TEMPORARY TABLE IF NOT EXISTS seen (id int) ON COMMIT PRESERVE ROWS")  # PGB304
    await connection.execute("CREATE LOCAL TEMP TABLE marked (id int) ON COMMIT DELETE ROWS")  # PGB304
    await connection.execute("SELECT * INTO TEMP old_orders FROM orders WHERE day < now()")  # PGB304


async def left_behind(rows):
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    async with connection.transaction():
        await connection.execute("CREATE TEMP TABLE staging (id int)")  # PGB304
        await connection.copy_records_to_table("staging", records=rows)


async def right(rows):
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    async with connection.transaction():
        await connection.execute("CREATE TEMP TABLE staging (id int) ON COMMIT DROP")
        await connection.copy_records_to_table("staging", records=rows)
    async with connection.transaction():
        await connection.execute("CREATE TEMP TABLE staging (id int)")
        await connection.copy_records_to_table("staging", records=rows)
        await connection.execute("DROP TABLE staging")
    await connection.execute("CREATE UNLOGGED TABLE IF NOT EXISTS cache (id int)")
    await connection.execute("CREATE TABLE temp (temporary text); CREATE INDEX temp_table ON temp (temporary)")

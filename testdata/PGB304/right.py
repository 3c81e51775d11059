import asyncpg


async def load(rows):
    connection = await asyncpg.connect("postgresql://loads@pgbouncer.internal:6432/loads", statement_cache_size=0)
    async with connection.transaction():
        await connection.execute(
            """
            CREATE TEMPORARY TABLE staging (id int, note text DEFAULT 'CREATE TEMP TABLE x')
            ON COMMIT DROP;
            """
        )
        await connection.copy_records_to_table("staging", records=rows)
        await connection.execute("INSERT INTO orders SELECT * FROM staging")

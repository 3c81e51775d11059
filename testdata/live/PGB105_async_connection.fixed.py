import psycopg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def tag_of(query):
    async with await psycopg.AsyncConnection.connect(
        DSN, autocommit=True, prepare_threshold=None
    ) as connection:
        for _ in range(3):
            cursor = await connection.execute(query)
            row = await cursor.fetchone()
        return row[0]


async def fetch_value(query):
    return await tag_of(query)

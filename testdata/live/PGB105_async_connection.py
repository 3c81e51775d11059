import psycopg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"


async def tag_of(query):
    async with await psycopg.AsyncConnection.connect(DSN, autocommit=True) as connection:  # PGB103
        for _ in range(3):
            cursor = await connection.execute(query, prepare=True)  # PGB105
            row = await cursor.fetchone()
        return row[0]


async def fetch_value(query):
    return await tag_of(query)

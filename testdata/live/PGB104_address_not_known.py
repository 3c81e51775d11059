import os

import psycopg


async def connect():
    return await psycopg.AsyncConnection.connect(  # PGB104
        os.environ["DATABASE_URL"],
        autocommit=True,
        prepare_threshold=0,
    )


async def fetch_value(connection, query):
    cursor = await connection.execute(query)
    return (await cursor.fetchone())[0]

import os

import psycopg


async def connect():
    return await psycopg.AsyncConnection.connect(
        os.environ["DATABASE_URL"],
        autocommit=True,
        prepare_threshold=None,
    )


async def fetch_value(connection, query):
    cursor = await connection.execute(query)
    return (await cursor.fetchone())[0]

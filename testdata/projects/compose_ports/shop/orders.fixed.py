import os

import asyncpg


async def open_orders() -> int:
    connection = await asyncpg.connect(os.environ["APP_URL"], statement_cache_size=0)
    try:
        return await connection.fetchval("SELECT count(*) FROM orders WHERE closed IS NULL")
    finally:
        await connection.close()

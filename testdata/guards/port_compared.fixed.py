import os

import asyncpg

HOST = os.environ["DB_HOST"]
PORT = int(os.environ["DB_PORT"])


async def open_pool() -> asyncpg.Pool:
    if PORT == 6432:
        return await asyncpg.create_pool(
            host=HOST,
            port=PORT,
            statement_cache_size=0,
        )
    return await asyncpg.create_pool(host=HOST, port=PORT)

import asyncpg

from quay.both import SIZE, URL


async def connect():
    return await asyncpg.create_pool(URL, statement_cache_size=SIZE)  # PGB101

import asyncpg

from service.settings import CONFIG


async def connect():
    return await asyncpg.create_pool(
        CONFIG["database"]["url"],
        min_size=CONFIG["database"]["pool"]["min"],
        statement_cache_size=0,
    )

import os

import asyncpg


async def by_the_switch_of_the_service():
    size = 0 if os.getenv("CACHE_OFF") == "1" else 100
    return await asyncpg.create_pool(os.environ["DATABASE_URL"], statement_cache_size=size)


async def by_the_switch_of_another_service():
    options = (
        {"statement_cache_size": 0}
        if os.environ.get("TRACE")
        else {"statement_cache_size": 0}
    )
    return await asyncpg.create_pool(os.environ["DATABASE_URL"], **options)

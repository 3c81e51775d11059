import asyncpg

import acme.settings.urls as urls
from acme.settings.urls import MAIN

from ..settings import urls as same


async def main() -> asyncpg.Pool:
    return await asyncpg.create_pool(MAIN, statement_cache_size=0)


async def again() -> asyncpg.Pool:
    return await asyncpg.create_pool(urls.MAIN, statement_cache_size=0)


async def relative() -> asyncpg.Pool:
    return await asyncpg.create_pool(same.MAIN, statement_cache_size=0)

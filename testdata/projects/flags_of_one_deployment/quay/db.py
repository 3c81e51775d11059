import os

import asyncpg

from quay.config import CACHE_SIZE, TRACE, USE_PGBOUNCER


async def chosen_by_an_expression():
    return await asyncpg.create_pool(os.environ["DATABASE_URL"], statement_cache_size=0 if USE_PGBOUNCER else 100)


async def chosen_by_a_branch():
    if USE_PGBOUNCER:
        return await asyncpg.create_pool(os.environ["DATABASE_URL"], statement_cache_size=0)
    return await asyncpg.create_pool(os.environ["DATABASE_URL"])


async def chosen_in_a_dict():
    options = {"dsn": os.environ["DATABASE_URL"]}
    if USE_PGBOUNCER:
        options["statement_cache_size"] = 0
    return await asyncpg.create_pool(**options)


async def wrong_way_round():
    return await asyncpg.create_pool(  # PGB101
        os.environ["DATABASE_URL"], statement_cache_size=100 if USE_PGBOUNCER else 0
    )


async def from_a_shared_file():
    return await asyncpg.create_pool(os.environ["REPORTS_URL"], statement_cache_size=CACHE_SIZE)


async def by_a_flag_of_no_deployment():
    return await asyncpg.create_pool(  # PGB101
        os.environ["REPORTS_URL"], statement_cache_size=100 if TRACE else 0
    )


async def in_the_file_that_compose_adds():
    return await asyncpg.create_pool(
        os.environ["DATABASE_URL"], statement_cache_size=int(os.environ.get("TRACE_CACHE", "100"))
    )

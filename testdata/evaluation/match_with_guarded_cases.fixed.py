# expect: connections = 2
"""A case with a guard is chosen where its pattern matches and its guard is true."""

import asyncpg

KIND = "direct"
DIRECT, POOLED = "postgresql://app@db:5432/app", "postgresql://app@pgbouncer:6432/app"


async def without_a_pooler(debug: bool) -> asyncpg.Pool:
    match KIND:
        case "pooled" if debug:
            url = POOLED
        case _:
            url = DIRECT
    return await asyncpg.create_pool(url)


async def with_a_pooler(debug: bool) -> asyncpg.Pool:
    match KIND:
        case "direct" if debug:
            url = DIRECT
        case _:
            url = POOLED
    return await asyncpg.create_pool(url, statement_cache_size=0)

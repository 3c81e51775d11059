import asyncpg

from quay.sizes.tries import SIZE as tries_size
from quay.sizes.opposite_tries import SIZE as opposite_tries_size
from quay.sizes.loops import SIZE as loops_size
from quay.sizes.ended_loops import SIZE as ended_loops_size
from quay.sizes.blocks import SIZE as blocks_size
from quay.sizes.matches import SIZE as matches_size
from quay.sizes.ifs import SIZE as ifs_size
from quay.sizes.ternaries import SIZE as ternaries_size
from quay.sizes.handlers import SIZE as handlers_size
from quay.urls.tries import URL as tries_url
from quay.urls.opposite_tries import URL as opposite_tries_url
from quay.urls.loops import URL as loops_url
from quay.urls.ended_loops import URL as ended_loops_url
from quay.urls.blocks import URL as blocks_url
from quay.urls.matches import URL as matches_url
from quay.urls.ifs import URL as ifs_url
from quay.urls.ternaries import URL as ternaries_url
from quay.urls.handlers import URL as handlers_url


async def tries():
    return await asyncpg.create_pool(tries_url, statement_cache_size=tries_size)


async def opposite_tries():
    return await asyncpg.create_pool(opposite_tries_url, statement_cache_size=opposite_tries_size)


async def loops():
    return await asyncpg.create_pool(loops_url, statement_cache_size=loops_size)


async def ended_loops():
    return await asyncpg.create_pool(ended_loops_url, statement_cache_size=ended_loops_size)


async def blocks():
    return await asyncpg.create_pool(blocks_url, statement_cache_size=blocks_size)


async def matches():
    return await asyncpg.create_pool(matches_url, statement_cache_size=matches_size)


async def ifs():
    return await asyncpg.create_pool(ifs_url, statement_cache_size=ifs_size)


async def ternaries():
    return await asyncpg.create_pool(ternaries_url, statement_cache_size=ternaries_size)


async def handlers():
    return await asyncpg.create_pool(handlers_url, statement_cache_size=handlers_size)

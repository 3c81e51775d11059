import asyncpg

from knot import dynamic, itself, left, recursive
from knot.nowhere import URL
from vault_client import read_secret


async def cycle() -> asyncpg.Connection:
    return await asyncpg.connect(left.URL)


async def own_import() -> asyncpg.Connection:
    return await asyncpg.connect(itself.SAME)


async def missing() -> asyncpg.Connection:
    return await asyncpg.connect(URL)


async def imported_by_name() -> asyncpg.Connection:
    return await asyncpg.connect(dynamic.URL)


async def looked_up() -> asyncpg.Connection:
    return await asyncpg.connect(dynamic.LOOKED_UP)


async def not_set() -> asyncpg.Connection:
    return await asyncpg.connect(dynamic.HIDDEN)


async def without_end() -> asyncpg.Connection:
    return await asyncpg.connect(recursive.url(3))


async def in_turns() -> asyncpg.Connection:
    return await asyncpg.connect(recursive.left())


async def from_a_vault() -> asyncpg.Connection:
    return await asyncpg.connect(read_secret("database/url"))

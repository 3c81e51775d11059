import asyncpg

import atlas
import atlas.settings as conf
from atlas import settings

from ... import ATLAS_URL
from ...settings import JOBS_URL
from ...settings.local import REPLICA_URL


async def first() -> asyncpg.Connection:
    return await asyncpg.connect(ATLAS_URL)  # PGB101


async def second() -> asyncpg.Connection:
    return await asyncpg.connect(atlas.ATLAS_URL)  # PGB101


async def third() -> asyncpg.Connection:
    return await asyncpg.connect(JOBS_URL)  # PGB101


async def fourth() -> asyncpg.Connection:
    return await asyncpg.connect(REPLICA_URL)  # PGB101


async def fifth() -> asyncpg.Connection:
    return await asyncpg.connect(settings.REPLICA_URL)  # PGB101


async def sixth() -> asyncpg.Connection:
    return await asyncpg.connect(conf.base.DATABASE_URL)  # PGB101

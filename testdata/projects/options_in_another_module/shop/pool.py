import asyncpg
import psycopg

from shop import conf
from shop.settings import settings

DSN = "postgresql://shop:s3cr3t-pool@pgbouncer:6432/shop"


async def unpacked():
    return await asyncpg.create_pool(DSN, **conf.POOL)  # PGB101


async def of_a_property():
    return await asyncpg.connect(DSN, **settings.options)  # PGB101


async def at_the_call():
    return await asyncpg.connect(DSN, statement_cache_size=conf.CACHE_SIZE)  # PGB101


def other_driver():
    return psycopg.connect(DSN, **conf.PSYCOPG)  # PGB103

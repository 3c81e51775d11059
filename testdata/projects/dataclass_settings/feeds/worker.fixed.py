import asyncpg

from feeds import config as settings
from feeds.config import Config, Legacy, config


async def main() -> None:
    first = await asyncpg.connect(config.dsn, statement_cache_size=0)
    second = await asyncpg.connect(settings.config.database.url, statement_cache_size=0)
    third = await asyncpg.connect(Legacy().url, statement_cache_size=0)
    fourth = await asyncpg.connect(config.local.url)
    fifth = await asyncpg.connect(Config.load().database.url, statement_cache_size=0)
    for connection in (first, second, third, fourth, fifth):
        await connection.close()

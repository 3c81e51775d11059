import asyncpg

from feeds import config as settings
from feeds.config import Config, Legacy, config


async def main() -> None:
    first = await asyncpg.connect(config.dsn)  # PGB101
    second = await asyncpg.connect(settings.config.database.url)  # PGB101
    third = await asyncpg.connect(Legacy().url)  # PGB101
    fourth = await asyncpg.connect(config.local.url)
    fifth = await asyncpg.connect(Config.load().database.url)  # PGB101
    for connection in (first, second, third, fourth, fifth):
        await connection.close()

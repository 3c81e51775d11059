import configparser

import asyncpg

cfg = configparser.ConfigParser()
cfg.read("settings.ini")


async def main():
    connection = await asyncpg.connect(cfg["database"]["url"], statement_cache_size=0)
    other = await asyncpg.connect(cfg.get("database", "url"), statement_cache_size=0)
    return connection, other

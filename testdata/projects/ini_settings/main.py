import configparser

import asyncpg

cfg = configparser.ConfigParser()
cfg.read("settings.ini")


async def main():
    connection = await asyncpg.connect(cfg["database"]["url"])  # PGB101
    other = await asyncpg.connect(cfg.get("database", "url"))  # PGB101
    return connection, other

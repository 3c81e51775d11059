# expect: unresolved = 3
import os

import asyncpg


async def behind_the_host():
    url = os.environ["APP_URL"]
    if url.find(":6543") > -1:
        return await asyncpg.connect(url)  # PGB101
    return None


async def anywhere():
    url = os.environ["APP_URL"]
    if url.find(":6543") >= 0:
        return await asyncpg.connect(url)  # PGB101
    return None


async def nowhere():
    url = os.environ["APP_URL"]
    if url.find(":6543") == -1:
        return await asyncpg.connect(url)
    return None


async def at_the_very_start():
    url = os.environ["APP_URL"]
    if url.find(":6543") == 0:
        return await asyncpg.connect(url)
    return None


async def below_the_start():
    url = os.environ["APP_URL"]
    if url.find(":6543") < 0:
        return await asyncpg.connect(url)
    return None


async def wherever():
    url = os.environ["APP_URL"]
    if url.find(":6543") >= -1:
        return await asyncpg.connect(url)
    return None

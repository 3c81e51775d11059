"""What a session keeps: SET, advisory locks, temporary tables, cursors, SQL PREPARE, LISTEN. asyncpg without any cache.

Settings: `parameter` (for the work "set": which one).
"""

from __future__ import annotations

import asyncio
import importlib
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from tests.live.crowd import Ask, Borrow
from tests.live.jobs import Job, Question

asyncpg = importlib.import_module("asyncpg")

NOTICE_SECONDS = 0.5


@asynccontextmanager
async def opened(job: Job) -> AsyncIterator[Borrow]:
    """Lend connections of `asyncpg.connect`."""
    yield lambda: _connected(job)


@asynccontextmanager
async def _connected(job: Job) -> AsyncIterator[Ask]:
    connection = await asyncpg.connect(job.url(), statement_cache_size=0)
    try:
        if job.work == "set":
            yield await _set(connection, job)
        elif job.work == "listen":
            yield partial(_listen, connection, job)
        else:
            yield partial(_ASKING[job.work], connection)
    finally:
        connection.terminate()


_VALUES = {
    "statement_timeout": ("60001ms", "60002ms", "60003ms"),
    "search_path": ("tenant_0", "tenant_1", "tenant_2"),
    "TimeZone": ("Asia/Tokyo", "America/Lima", "Africa/Cairo"),
    "application_name": ("app-0", "app-1", "app-2"),
}


async def _set(connection: Any, job: Job) -> Ask:
    """SET once; every question asks whether the value is still the one of this process."""
    parameter = job.settings["parameter"]
    value = _VALUES[parameter][job.process]
    await connection.execute(f"SET {parameter} = '{value}'")

    async def ask(question: Question) -> object:
        seen = await connection.fetchval(f"SHOW {parameter}")
        return question.tag if seen == value else seen

    return ask


async def _advisory_lock(connection: Any, question: Question) -> object:
    key = random.getrandbits(60)
    await connection.execute(f"SELECT pg_advisory_lock({key})")
    unlocked = await connection.fetchval(f"SELECT pg_advisory_unlock({key})")
    return question.tag if unlocked else "the lock stays with another backend"


async def _temp_table(connection: Any, question: Question) -> object:
    name = f"scratch_{random.getrandbits(60)}"
    await connection.execute(f"CREATE TEMP TABLE {name} AS {question.sql}")
    return await connection.fetchval(f"SELECT tag FROM {name}")


async def _with_hold(connection: Any, question: Question) -> object:
    name = f"held_{random.getrandbits(60)}"
    async with connection.transaction():
        await connection.execute(f"DECLARE {name} CURSOR WITH HOLD FOR {question.sql}")
    return await connection.fetchval(f"FETCH {name}")


async def _sql_prepare(connection: Any, question: Question) -> object:
    name = f"plan_{random.getrandbits(60)}"
    await connection.execute(f"PREPARE {name} AS {question.sql}")
    return await connection.fetchval(f"EXECUTE {name}")


async def _listen(connection: Any, job: Job, question: Question) -> object:
    """LISTEN here, NOTIFY from another connection."""
    channel = f"news_{random.getrandbits(60)}"
    heard: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def on_notice(*notice: Any) -> None:
        if not heard.done():
            heard.set_result(notice[-1])

    await connection.add_listener(channel, on_notice)
    other = await asyncpg.connect(job.url(), statement_cache_size=0)
    try:
        await other.execute(f"NOTIFY {channel}, '{question.tag}'")
        return await asyncio.wait_for(heard, NOTICE_SECONDS)
    except asyncio.TimeoutError:
        return "nothing heard"
    finally:
        other.terminate()


_ASKING = {
    "advisory-lock": _advisory_lock,
    "temp-table": _temp_table,
    "with-hold": _with_hold,
    "sql-prepare": _sql_prepare,
}

"""asyncpg by itself. Settings: `by` ("connect", "create_pool"), `options` (keywords), `query` (of the DSN)."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from tests.live.clients.tokens import resolved
from tests.live.crowd import Ask, Borrow
from tests.live.jobs import Job, Question

asyncpg = importlib.import_module("asyncpg")


@asynccontextmanager
async def opened(job: Job) -> AsyncIterator[Borrow]:
    """Lend connections of `asyncpg.connect` or of one pool."""
    settings = resolved(job.settings)
    dsn = job.url(query=settings.get("query", ""))
    options = settings.get("options", {})
    if settings.get("by", "connect") == "connect":
        yield lambda: _connected(job, dsn, options)
        return
    async with asyncpg.create_pool(dsn, **{"min_size": 1, "max_size": job.load.clients, **options}) as pool:
        yield lambda: _acquired(job, pool)


@asynccontextmanager
async def _connected(job: Job, dsn: str, options: dict[str, Any]) -> AsyncIterator[Ask]:
    connection = await asyncpg.connect(dsn, **options)
    try:
        yield partial(_ASKING[job.work], connection)
    finally:
        connection.terminate()


@asynccontextmanager
async def _acquired(job: Job, pool: Any) -> AsyncIterator[Ask]:
    async with pool.acquire() as connection:
        yield partial(_ASKING[job.work], connection)


async def _fetch(connection: Any, question: Question) -> object:
    return (await connection.fetchrow(question.sql))[0]


async def _in_transaction(connection: Any, question: Question) -> object:
    async with connection.transaction():
        return await connection.fetchval(question.sql)


async def _prepare(connection: Any, question: Question) -> object:
    statement = await connection.prepare(question.sql)
    return await statement.fetchval()


async def _executemany(connection: Any, question: Question) -> object:
    await connection.executemany("INSERT INTO notes (tag) VALUES ($1)", [(question.tag,), (question.tag,)])
    return await connection.fetchval("SELECT min(tag) FROM notes WHERE tag = $1", question.tag)


async def _stream(connection: Any, question: Question) -> object:
    async with connection.transaction():
        rows = [row async for row in connection.cursor(question.sql)]
    return rows[0][0]


_ASKING = {
    "autocommit": _fetch,
    "types": _fetch,
    "startup": _fetch,
    "transaction": _in_transaction,
    "prepare": _prepare,
    "executemany": _executemany,
    "stream": _stream,
}

"""SQLAlchemy's async engine.

Settings: `driver`, `engine` (keywords), `query` (of the URL), `event` (attributes that a "connect" event sets), `by`:
how the engine is made ("url"; "config", by `async_engine_from_config`; "pool", by `create_async_pool_from_url`;
"creator", by an `async_creator` that calls asyncpg with the keywords `creator`).
"""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.ext import asyncio as sa

from tests.live.clients.tokens import resolved
from tests.live.crowd import Ask, Borrow
from tests.live.jobs import Job, Question


@asynccontextmanager
async def opened(job: Job) -> AsyncIterator[Borrow]:
    """Lend connections of one engine."""
    settings = resolved(job.settings)
    engine = _engine(job, settings)
    if settings.get("event") is not None:
        _on_connect(engine, settings["event"])
    try:
        yield lambda: _connected(job, engine)
    finally:
        await engine.dispose()


def _engine(job: Job, settings: dict[str, Any]) -> Any:
    url = job.url(f"postgresql+{settings.get('driver', 'asyncpg')}", settings.get("query", ""))
    keywords = dict(settings.get("engine", {}))
    by = settings.get("by", "url")
    if by == "config":
        return sa.async_engine_from_config({"sqlalchemy.url": url, **settings.get("config", {})}, **keywords)
    if by == "pool":
        pool = sa.create_async_pool_from_url(url, **settings.get("pool", {}))
        return sa.create_async_engine(url, pool=pool, **keywords)
    if by == "creator":
        asyncpg = importlib.import_module("asyncpg")
        keywords["async_creator"] = partial(asyncpg.connect, job.url(), **settings.get("creator", {}))
    return sa.create_async_engine(url, **keywords)


def _on_connect(engine: Any, attributes: dict[str, Any]) -> None:
    """Set attributes of the driver's own connection in a "connect" event."""

    def set_attributes(connection: Any, _: Any) -> None:
        for name, value in attributes.items():
            setattr(connection.driver_connection, name, value)

    event.listen(engine.sync_engine, "connect", set_attributes)


@asynccontextmanager
async def _connected(job: Job, engine: Any) -> AsyncIterator[Ask]:
    async with engine.connect() as connection:
        yield partial(_ASKING[job.work], connection)


async def _execute(connection: Any, question: Question) -> object:
    async with connection.begin():
        return (await connection.execute(text(question.sql.replace(":", "\\:")))).first()[0]


async def _executemany(connection: Any, question: Question) -> object:
    async with connection.begin():
        await connection.execute(text("INSERT INTO notes (tag) VALUES (:tag)"), [{"tag": question.tag}] * 2)
        found = await connection.execute(text("SELECT min(tag) FROM notes WHERE tag = :tag"), {"tag": question.tag})
        return found.scalar()


async def _stream(connection: Any, question: Question) -> object:
    async with connection.begin():
        result = await connection.stream(text(question.sql))
        rows = [row async for row in result]
        return rows[0][0]


_ASKING = {
    "autocommit": _execute,
    "transaction": _execute,
    "types": _execute,
    "startup": _execute,
    "executemany": _executemany,
    "stream": _stream,
}

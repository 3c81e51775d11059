"""encode/databases on asyncpg. Settings: `options` (keywords of Database), `query` (of the URL)."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.live.crowd import Ask, Borrow
from tests.live.jobs import Job, Question

databases = importlib.import_module("databases")


@asynccontextmanager
async def opened(job: Job) -> AsyncIterator[Borrow]:
    """Lend one Database."""
    url = job.url("postgresql+asyncpg", job.settings.get("query", ""))
    sizes = {"min_size": 1, "max_size": job.load.clients}
    async with databases.Database(url, **{**sizes, **job.settings.get("options", {})}) as database:

        async def ask(question: Question) -> object:
            return await database.fetch_val(query=question.sql)

        @asynccontextmanager
        async def borrow() -> AsyncIterator[Ask]:
            yield ask

        yield borrow

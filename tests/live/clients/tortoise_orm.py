"""Tortoise ORM on asyncpg. Settings: `query` (of the URL) or `credentials` (entries of a config's credentials)."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.live.crowd import Ask, Borrow
from tests.live.jobs import Job, Question

tortoise = importlib.import_module("tortoise")


@asynccontextmanager
async def opened(job: Job) -> AsyncIterator[Borrow]:
    """Lend the pool of one Tortoise connection."""
    connections: dict[str, Any] = {"default": job.url("asyncpg", job.settings.get("query", ""))}
    if "credentials" in job.settings:
        credentials = {
            "host": job.host, "port": job.port, "user": job.user, "password": job.password, "database": job.database,
        }  # fmt: skip
        connections["default"] = {
            "engine": "tortoise.backends.asyncpg",
            "credentials": {**credentials, **job.settings["credentials"]},
        }
    await tortoise.Tortoise.init(
        config={"connections": connections, "apps": {"live": {"models": [__name__], "default_connection": "default"}}},
        _enable_global_fallback=True,
    )
    connection = tortoise.connections.get("default")

    async def ask(question: Question) -> object:
        return (await connection.execute_query_dict(question.sql))[0]["tag"]

    @asynccontextmanager
    async def borrow() -> AsyncIterator[Ask]:
        yield ask

    try:
        yield borrow
    finally:
        await tortoise.connections.close_all()

"""Piccolo on asyncpg. Settings: `config` (extra entries of its config), `pool` (start its connection pool)."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.live.crowd import Ask, Borrow
from tests.live.jobs import Job, Question

engine_module = importlib.import_module("piccolo.engine.postgres")


@asynccontextmanager
async def opened(job: Job) -> AsyncIterator[Borrow]:
    """Lend one PostgresEngine."""
    config = {
        "host": job.host, "port": job.port, "user": job.user, "password": job.password, "database": job.database,
        **job.settings.get("config", {}),
    }  # fmt: skip
    engine = engine_module.PostgresEngine(config=config, extensions=())
    if job.settings.get("pool"):
        await engine.start_connection_pool(min_size=1, max_size=job.load.clients)

    async def ask(question: Question) -> object:
        return (await engine.run_ddl(question.sql))[0]["tag"]

    @asynccontextmanager
    async def borrow() -> AsyncIterator[Ask]:
        yield ask

    try:
        yield borrow
    finally:
        if job.settings.get("pool"):
            await engine.close_connection_pool()

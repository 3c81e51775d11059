"""psycopg_pool. Settings: `pool` (the class's name), `options` (keywords of the pool)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg_pool

from tests.live.clients.psycopg_direct import ASKING
from tests.live.clients.tokens import resolved
from tests.live.crowd import SyncAsk, SyncBorrow, in_threads
from tests.live.jobs import Job


@contextmanager
def _opened(job: Job) -> Iterator[SyncBorrow]:
    settings = resolved(job.settings)
    pool_class = getattr(psycopg_pool, settings.get("pool", "ConnectionPool"))
    is_null = "Null" in pool_class.__name__
    timeout = 2 if job.load.clients == 1 else 10
    sizes = {"min_size": 0 if is_null else 1, "max_size": job.load.clients, "timeout": timeout}
    with pool_class(job.url(), open=True, **{**sizes, **settings.get("options", {})}) as pool:
        yield lambda: _lent(job, pool)


@contextmanager
def _lent(job: Job, pool: Any) -> Iterator[SyncAsk]:
    with pool.connection() as connection:
        if job.work != "transaction":
            connection.set_autocommit(True)
        yield partial(ASKING[job.work], connection)
        connection.set_autocommit(False)


opened = in_threads(_opened)

"""psycopg2 by itself. Settings: `options` (keywords), `query` (of the DSN)."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from tests.live.crowd import SyncAsk, SyncBorrow, in_threads
from tests.live.jobs import Job, Question

psycopg2 = importlib.import_module("psycopg2")


@contextmanager
def _opened(job: Job) -> Iterator[SyncBorrow]:
    yield lambda: _connected(job)


@contextmanager
def _connected(job: Job) -> Iterator[SyncAsk]:
    connection = psycopg2.connect(job.url(query=job.settings.get("query", "")), **job.settings.get("options", {}))
    connection.autocommit = job.work != "transaction"
    try:
        yield partial(_execute, connection)
    finally:
        connection.close()


def _execute(connection: Any, question: Question) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question.sql)
        found = cursor.fetchone()[0]
    connection.commit()
    return found


opened = in_threads(_opened)

"""psycopg 3 by itself. Settings: `options` (keywords), `query` (of the conninfo), `later` (attributes)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg

from tests.live.clients.tokens import resolved
from tests.live.crowd import SyncAsk, SyncBorrow, in_threads
from tests.live.jobs import Job, Question


@contextmanager
def _opened(job: Job) -> Iterator[SyncBorrow]:
    yield lambda: _connected(job)


@contextmanager
def _connected(job: Job) -> Iterator[SyncAsk]:
    settings = resolved(job.settings)
    options = {"autocommit": job.work != "transaction", **settings.get("options", {})}
    connection: Any = psycopg.connect(job.url(query=settings.get("query", "")), **options)
    try:
        for name, value in settings.get("later", {}).items():
            setattr(connection, name, value)
        yield partial(ASKING[job.work], connection)
    finally:
        connection.close()


def _execute(connection: Any, question: Question) -> object:
    return connection.execute(question.sql).fetchone()[0]


def _in_transaction(connection: Any, question: Question) -> object:
    with connection.transaction():
        return _execute(connection, question)


def _prepare(connection: Any, question: Question) -> object:
    return connection.execute(question.sql, prepare=True).fetchone()[0]


def _executemany(connection: Any, question: Question) -> object:
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO notes (tag) VALUES (%s)", [(question.tag,), (question.tag,)])
    return connection.execute("SELECT min(tag) FROM notes WHERE tag = %s", (question.tag,)).fetchone()[0]


def _stream(connection: Any, question: Question) -> object:
    with connection.transaction(), connection.cursor("named") as cursor:
        return cursor.execute(question.sql).fetchone()[0]


ASKING = {
    "autocommit": _execute,
    "types": _execute,
    "startup": _execute,
    "transaction": _in_transaction,
    "prepare": _prepare,
    "executemany": _executemany,
    "stream": _stream,
}
"""How a question is asked of a connection, by work."""

opened = in_threads(_opened)

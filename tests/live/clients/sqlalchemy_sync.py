"""SQLAlchemy's engine.

Settings: `driver` (None: no driver in the URL), `engine` (keywords), `query` (of the URL), `event` (attributes that a
"connect" event sets).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import create_engine, event, text

from tests.live.clients.tokens import resolved
from tests.live.crowd import SyncAsk, SyncBorrow, in_threads
from tests.live.jobs import Job, Question


@contextmanager
def _opened(job: Job) -> Iterator[SyncBorrow]:
    settings = resolved(job.settings)
    driver = settings.get("driver", "psycopg")
    scheme = f"postgresql+{driver}" if driver else "postgresql"
    engine = create_engine(job.url(scheme, settings.get("query", "")), **settings.get("engine", {}))
    if settings.get("event") is not None:
        _on_connect(engine, settings["event"])
    try:
        yield lambda: _connected(engine)
    finally:
        engine.dispose()


def _on_connect(engine: Any, attributes: dict[str, Any]) -> None:
    def set_attributes(connection: Any, _: Any) -> None:
        for name, value in attributes.items():
            setattr(connection, name, value)

    event.listen(engine, "connect", set_attributes)


@contextmanager
def _connected(engine: Any) -> Iterator[SyncAsk]:
    with engine.connect() as connection:
        yield partial(_execute, connection)


def _execute(connection: Any, question: Question) -> object:
    with connection.begin():
        return connection.execute(text(question.sql.replace(":", "\\:"))).first()[0]


opened = in_threads(_opened)

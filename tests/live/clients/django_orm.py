"""Django. Settings: `driver` ("psycopg2": psycopg 3 is not there), `database` (entries of DATABASES["default"])."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.live.clients.tokens import resolved
from tests.live.crowd import SyncAsk, SyncBorrow, in_threads
from tests.live.jobs import Job, Question


@contextmanager
def _opened(job: Job) -> Iterator[SyncBorrow]:
    settings = resolved(job.settings)
    if settings.get("driver") == "psycopg2":
        sys.modules["psycopg"] = None  # type: ignore[assignment]
    database = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": job.host,
        "PORT": str(job.port),
        "USER": job.user,
        "PASSWORD": job.password,
        "NAME": job.database,
        **settings.get("database", {}),
    }
    importlib.import_module("django.conf").settings.configure(DATABASES={"default": database}, INSTALLED_APPS=[])
    importlib.import_module("django").setup()
    asking = _ask_by_iterator(_model()) if job.work == "iterator" else _execute
    yield lambda: _thread_connection(asking)


@contextmanager
def _thread_connection(asking: SyncAsk) -> Iterator[SyncAsk]:
    try:
        yield asking
    finally:
        importlib.import_module("django.db").connection.close()


def _execute(question: Question) -> object:
    with importlib.import_module("django.db").connection.cursor() as cursor:
        cursor.execute(question.sql)
        return cursor.fetchone()[0]


def _model() -> Any:
    models = importlib.import_module("django.db.models")
    meta = type("Meta", (), {"db_table": "numbers", "managed": False, "app_label": "live"})
    attributes = {"__module__": __name__, "Meta": meta, "label": models.TextField()}
    return type("Numbers", (models.Model,), attributes)


def _ask_by_iterator(model: Any) -> SyncAsk:
    def ask(question: Question) -> object:
        labels = [row.label for row in model.objects.filter(id__lte=40).order_by("id").iterator(chunk_size=4)]
        return question.tag if labels == [f"number {number}" for number in range(1, 41)] else labels

    return ask


opened = in_threads(_opened)

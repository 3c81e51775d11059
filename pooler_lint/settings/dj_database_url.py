"""dj-database-url: `config(...)` reads the URL from a variable, `parse(url)` is given it."""

from __future__ import annotations

from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.models import Model
from pooler_lint.settings.common.urls import DJ_DATABASE_URL, from_url, from_variable
from pooler_lint.values import Called, Symbol, Value


def _call(machine: Machine, called: Called, frame: Frame) -> Value | None:
    dotted = called.function.dotted if isinstance(called.function, Symbol) else ""
    if dotted == "dj_database_url.config":
        return from_variable(machine, called, DJ_DATABASE_URL)
    return from_url(called, DJ_DATABASE_URL) if dotted == DJ_DATABASE_URL else None


MODEL = Model(call=_call)

"""Celery: a result backend in a database, `Celery(backend="db+postgresql://...", database_engine_options={...})`.

Its sessions come from `create_engine(url, **database_engine_options)`; where the process is not a forked worker, with
`poolclass=NullPool` and without the options whose names begin with "pool":
https://github.com/celery/celery/blob/main/celery/backends/database/session.py
"""

from __future__ import annotations

from pooler_lint.connections.expand import Way
from pooler_lint.connections.held import arguments_held
from pooler_lint.connections.libraries import sqlalchemy
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.model import Case
from pooler_lint.records import replace
from pooler_lint.values import Argument, Known, Text

_PREFIX = "db+"
_OPTIONS = "database_engine_options"
# What Celery takes where the setting is absent; one that is given replaces it:
# https://github.com/celery/celery/blob/main/celery/app/defaults.py
_DEFAULTS = (("pool_pre_ping", "True"), ("pool_recycle", "3600"))


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of the call; None where nothing says that the results go to a database."""
    url = _database(way.arguments.get("backend") or way.arguments.get("result_backend"))
    if url is None:
        return None
    held = arguments_held(way, url, "url", _OPTIONS, starts_with=_DEFAULTS)
    configured = any(use.path[:1] in (("conf",), ("config_from_object",)) for use in surroundings.uses)
    inner = held.way
    if configured and _OPTIONS not in way.arguments:
        inner = replace(inner, unpacked=inner.unpacked or f"{_OPTIONS} may be set in the configuration")
    case = sqlalchemy.case_of(callee, inner, surroundings)
    return held.placed(case)


def _database(backend: Argument | None) -> Argument | None:
    """The address in `db+<url>`."""
    value = backend.value if backend is not None else None
    if backend is None or not isinstance(value, (Known, Text)):
        return None
    if isinstance(value, Known):
        if not isinstance(value.value, str) or not value.value.startswith(_PREFIX):
            return None
        return replace(backend, value=replace(value, value=value.value.removeprefix(_PREFIX)))
    first, *rest = value.parts
    if not isinstance(first, str) or not first.startswith(_PREFIX):
        return None
    start = first.removeprefix(_PREFIX)
    return replace(backend, value=replace(value, parts=(start, *rest) if start else tuple(rest)))


_CELERY = "celery.Celery"

LIBRARY = Library(
    name="sqlalchemy",
    callees={_CELERY: _CELERY, "celery.app.Celery": _CELERY, "celery.app.base.Celery": _CELERY},
    positional={"": ("main", "loader", "backend")},
    case_of=case_of,
    address=frozenset({"backend"}),
    carriers=frozenset({_OPTIONS}),
    through="celery",
)

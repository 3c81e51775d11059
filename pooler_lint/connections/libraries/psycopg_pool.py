"""psycopg_pool: the four pool classes. Driver options are in `kwargs={...}`; `configure=` sees each new connection."""

from __future__ import annotations

from pooler_lint.connections.expand import Way
from pooler_lint.connections.libraries.psycopg import SESSION, address_and_dsn
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.connections.options import (
    address_assumptions,
    container,
    dict_options,
    keyword_options,
    place_of,
    query_options,
    set_later,
)
from pooler_lint.model import Case
from pooler_lint.records import replace
from pooler_lint.slots import DictEntry, OptionKind, Slots
from pooler_lint.values import Argument, Dict, Function, Symbol

_CONTAINERS = ("conninfo", "kwargs")


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of the call."""
    given, place, unseen = container(way.arguments.get("kwargs"))
    address, about = address_and_dsn(_with_kwargs(way, given))
    configure = way.value("configure")
    options = [
        *keyword_options(way, _CONTAINERS),
        *dict_options(given, OptionKind.DRIVER),
        *query_options(address, place_of(way.arguments.get("conninfo"))),
        *set_later([configure] if isinstance(configure, Function) else []),
    ]
    return Case(
        address,
        "psycopg",
        tuple(options),
        slots=Slots(driver=DictEntry("kwargs", given, place)),
        assumptions=way.assumptions,
        address_assumptions=address_assumptions(way.assumptions, about, way.choosing),
        open=_hidden(way, unseen),
        dsn=about,
    )


def _with_kwargs(way: Way, given: Dict | None) -> Way:
    """`kwargs={"host": ...}` reaches the driver as if it stood in the call."""
    if given is None:
        return way
    inside = {e.key: Argument(e.key, e.value, e.place) for e in given.entries if e.key in ("host", "port", "dbname")}
    conninfo = given.get("conninfo")
    if conninfo is not None:
        inside["conninfo"] = Argument("conninfo", conninfo.value, conninfo.place)
    return replace(way, arguments={**way.arguments, **inside}, unpacked=way.unpacked or given.open)


def _hidden(way: Way, unseen: str | None) -> str | None:
    """Why options may come from somewhere that the text does not show."""
    configure = way.value("configure")
    if configure is not None and not isinstance(configure, Function):
        return "what the `configure=` callback does is not in this file"
    connection_class = way.value("connection_class")
    if connection_class is not None and not _is_psycopgs_own(connection_class):
        return "`connection_class=` is a class of its own"
    return unseen or way.unpacked


def _is_psycopgs_own(value: object) -> bool:
    return isinstance(value, Symbol) and value.dotted.startswith("psycopg.")


_CLASSES = ("ConnectionPool", "AsyncConnectionPool", "NullConnectionPool", "AsyncNullConnectionPool")
_MODULES = ("psycopg_pool.pool", "psycopg_pool.pool_async", "psycopg_pool.null_pool", "psycopg_pool.null_pool_async")

LIBRARY = Library(
    name="psycopg_pool",
    callees={f"{module}.{name}": f"psycopg_pool.{name}" for name in _CLASSES for module in ("psycopg_pool", *_MODULES)},
    positional={"": ("conninfo",)},
    case_of=case_of,
    session=SESSION,
    types=frozenset(f"psycopg_pool.{name}" for name in _CLASSES),
)

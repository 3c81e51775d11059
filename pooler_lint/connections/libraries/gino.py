"""GINO: `gino.create_engine(url, ...)`, `db.set_bind(url, ...)`, `db.with_bind(url, ...)`, `Gino(app, dsn=...)`.

The keywords of asyncpg go to its pool; the URL's query goes nowhere, not even a host in it. The extension for Starlette
takes the keywords in `kwargs={...}`. https://github.com/python-gino/gino/blob/master/src/gino/dialects/asyncpg.py
"""

from __future__ import annotations

from pooler_lint.connections.address import address_of
from pooler_lint.connections.expand import Way
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.connections.options import (
    address_assumptions,
    container,
    dict_options,
    keyword_options,
    place_of,
    query_options,
)
from pooler_lint.dsn.parts import from_parts
from pooler_lint.model import Address, Case
from pooler_lint.records import replace
from pooler_lint.slots import DictEntry, Keyword, OptionKind, Slots
from pooler_lint.values import Called, Dict, Known, Symbol, Value

_CONTAINERS = ("url", "bind", "dsn", "kwargs", "app", "server_settings", "host", "port", "database", "user", "password")
_EXTENSION = "gino.ext.starlette.Gino"


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of the call; None where nothing is connected, or to what another call made."""
    extension = callee == _EXTENSION
    named = "dsn" if extension else "bind" if way.value("bind") is not None else "url"
    url = way.value(named)
    if url is not None and _is_engine(url):
        return None
    address = _address(url, way, extension)
    if address.is_postgres is False:
        return None
    given, place, unseen = container(way.arguments.get("kwargs") if extension else None)
    settings = way.value("server_settings")
    server_settings = settings if isinstance(settings, Dict) else None
    options = [
        *keyword_options(way, _CONTAINERS),
        *dict_options(given, OptionKind.DRIVER),
        *dict_options(server_settings, OptionKind.SERVER_SETTINGS),
        *query_options(address, place_of(way.arguments.get(named))),
    ]
    return Case(
        address,
        "asyncpg",
        tuple(options),
        slots=Slots(driver=DictEntry("kwargs", given, place) if extension else Keyword()),
        assumptions=way.assumptions,
        address_assumptions=address_assumptions(way.assumptions, url or way.value("host"), way.choosing),
        open=unseen or way.unpacked,
        dsn=url or way.value("host"),
    )


def _address(url: Value | None, way: Way, extension: bool) -> Address:
    if url is not None:
        return replace(address_of(url, by_asyncpg=True), others=())
    if not extension:
        return Address(unknown=way.unpacked or "no URL is given")
    if way.unpacked is not None and way.value("host") is None:
        return Address(unknown=way.unpacked)
    return from_parts(None, way.value("host") or Known("localhost"), way.value("port"), way.value("database"))


def _is_engine(value: Value) -> bool:
    """`db.set_bind(engine)`: the engine has been looked at where it was made."""
    return isinstance(value, Called) and isinstance(value.function, Symbol) and value.function.dotted in LIBRARY.callees


_ENGINE = "gino.create_engine"
_CLASSES = (
    *("gino.Gino", "gino.api.Gino", "gino_starlette.Gino"),
    *(f"gino.ext.{name}.Gino" for name in ("starlette", "aiohttp", "quart", "sanic", "tornado")),
)

LIBRARY = Library(
    name="gino",
    callees={
        _ENGINE: _ENGINE,
        **{f"{cls}.{method}": f"gino.Gino.{method}" for cls in _CLASSES for method in ("set_bind", "with_bind")},
        **dict.fromkeys((_EXTENSION, "gino_starlette.Gino"), _EXTENSION),
    },
    positional={"": ("url",), _EXTENSION: ("app",)},
    case_of=case_of,
)

"""`sqlalchemy.engine.URL`: a record of its parts, as `URL.create` gets them.

https://docs.sqlalchemy.org/en/20/core/engines.html#sqlalchemy.engine.URL
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, quote_plus, unquote

from pooler_lint.frameworks import urllib
from pooler_lint.frameworks.given import Function, Method, arguments
from pooler_lint.records import replace
from pooler_lint.values import Argument, Attribute, Called, Dict, Entry, Evidence, Items, Known, Symbol, Text, Value
from pooler_lint.values.tape import Tape, tape_of
from pooler_lint.values.texts import is_textual, known_text, parts_of, text_of

MAKING = frozenset({"sqlalchemy.make_url", "sqlalchemy.engine.make_url", "sqlalchemy.engine.url.make_url"})
CREATING = frozenset({"sqlalchemy.URL.create", "sqlalchemy.engine.URL.create", "sqlalchemy.engine.url.URL.create"})
FIELDS = ("drivername", "username", "password", "host", "port", "database", "query")

_RECORD = Symbol("sqlalchemy.engine.URL.create")
_NOTHING = Known(None)
_URL = re.compile(
    r"(?P<drivername>[\w+]+)://"
    r"(?:(?P<username>[^:/]*)(?::(?P<password>[^@]*))?@)?"
    r"(?P<host>\[[^/?]+\]|[^/:?]+)?(?::(?P<port>[^/?]*))?"
    r"(?:/(?P<database>[^?]*))?(?:\?(?P<query>.*))?\Z",
    re.DOTALL,
)
"""The parts as SQLAlchemy divides a URL: a password may hold a slash."""


def fields_of(value: Value) -> dict[str, Value] | None:
    """Return the parts of a URL object by name; None where they are not known."""
    function = value.function if isinstance(value, Called) else None
    if not isinstance(value, Called) or not isinstance(function, Symbol):
        return None
    if function.dotted in CREATING:
        given = arguments(value, FIELDS)
        return None if given is None else {name: given.get(name, _NOTHING) for name in FIELDS}
    given = arguments(value, ("name_or_url",)) if function.dotted in MAKING else None
    url = given.get("name_or_url") if given else None
    if url is None:
        return None
    return _parsed(url) if isinstance(url, (Known, Text)) and is_textual(url) else fields_of(url)


def _parsed(url: Known | Text) -> dict[str, Value] | None:
    """Return the parts of a text; None where a hole may hold more than one of them."""
    tape = tape_of(url)
    match = _URL.match(tape.text)
    if match is None or not _is_divided(tape, match):
        return None
    parts = {name: _part(tape, match, name, url) for name in FIELDS[:-1]}
    host, port = match["host"] or "", match["port"]
    if host.startswith("["):
        parts["host"] = tape.value(host[1:-1], trail=url.trail)
    if port and not tape.has_hole(port):
        if not (port.isascii() and port.isdigit()):
            return None
        parts["port"] = Known(int(port), trail=url.trail)
    elif not port:
        parts["port"] = _NOTHING
    return {**parts, "query": _query(tape, match["query"], url)}


def _is_divided(tape: Tape, match: re.Match[str]) -> bool:
    host, port, database = match["host"] or "", match["port"], match["database"]
    if tape.has_hole(match["drivername"]) or (tape.has_hole(host) and port is None):
        return False
    return not (tape.ends_in_hole(tape.text) and database is None and match["query"] is None)


def _part(tape: Tape, match: re.Match[str], name: str, url: Known | Text) -> Value:
    found = match[name]
    decode = unquote if name in ("username", "password", "database") else None
    return _NOTHING if found is None else tape.value(found, decode, url.trail)


def _query(tape: Tape, query: str | None, url: Known | Text) -> Value:
    if query is None:
        more = "the database name may hold a query" if tape.ends_in_hole(tape.text) else None
        return Dict((), open=more)
    argument = Argument(None, tape.value(query, trail=url.trail))
    parsed = urllib.FUNCTIONS["urllib.parse.parse_qs"](Called(Symbol("urllib.parse.parse_qs"), (argument,)))
    return _flat(parsed) if isinstance(parsed, Dict) else Dict((), open="a query that is not known")


def _flat(query: Dict) -> Dict:
    """Return the query with a text for each key that has one value."""
    entries = (
        replace(
            entry,
            value=entry.value.items[0]
            if isinstance(entry.value, Items) and len(entry.value.items) == 1
            else entry.value,
        )
        for entry in query.entries
    )
    return replace(query, entries=tuple(entries))


def _is_nothing(value: Value | None) -> bool:
    return isinstance(value, Known) and value.value is None


def _record(parts: Mapping[str, Value], base: Value, called: Called) -> Called:
    given = tuple(Argument(name, parts[name]) for name in FIELDS)
    return Called(_RECORD, given, place=called.place, trail=_trail(base))


def _trail(base: Value) -> tuple[Evidence, ...]:
    if base.trail or not isinstance(base, Called):
        return base.trail
    return next((argument.value.trail for argument in base.arguments if argument.value.trail), ())


# --- Methods ----------------------------------------------------------------------------------------------------------


def _set(base: Value, called: Called) -> Value | None:
    parts, given = fields_of(base), arguments(called, FIELDS)
    if parts is None or given is None:
        return None
    keeps_nothing = isinstance(called.function, Attribute) and called.function.name == "_replace"
    changes = {name: value for name, value in given.items() if keeps_nothing or not _is_nothing(value)}
    return _record({**parts, **changes}, base, called)


def _changing(change: Callable[[Dict, Value, bool], Dict | None], parameters: tuple[str, ...]) -> Method:
    """Return a method that changes the query."""

    def method(base: Value, called: Called) -> Value | None:
        parts, given = fields_of(base), arguments(called, parameters)
        query = parts["query"] if parts else None
        query = Dict(()) if _is_nothing(query) else query
        append = given.get("append", Known(False)) if given else None
        if parts is None or not given or not isinstance(query, Dict) or not isinstance(append, Known):
            return None
        first = given.get(parameters[0])
        changed = change(query, first, bool(append.value)) if first is not None else None
        return None if changed is None else _record({**parts, "query": changed}, base, called)

    return method


def _updated(query: Dict, more: Value, append: bool) -> Dict | None:
    if not isinstance(more, Dict):
        return None
    entries = {entry.key: entry.value for entry in query.entries}
    for entry in more.entries:
        before = entries.get(entry.key) if append else None
        entries[entry.key] = entry.value if before is None else Items((*_listed(before), *_listed(entry.value)))
    return Dict(tuple(Entry(key, value) for key, value in entries.items()), open=query.open or more.open)


def _listed(value: Value) -> tuple[Value, ...]:
    return value.items if isinstance(value, Items) else (value,)


def _updated_by_pairs(query: Dict, pairs: Value, append: bool) -> Dict | None:
    found: dict[str, Value] = {}
    for item in urllib.items_of(pairs) or ():
        key = known_text(item.items[0]) if isinstance(item, Items) and len(item.items) == 2 else None
        if key is None or not isinstance(item, Items):
            return None
        before = found.get(key)
        found[key] = item.items[1] if before is None else Items((*_listed(before), item.items[1]))
    if not isinstance(pairs, Items):
        return None
    return _updated(query, Dict(tuple(Entry(key, value) for key, value in found.items())), append)


def _updated_by_text(query: Dict, text: Value, append: bool) -> Dict | None:
    argument = Argument(None, text)
    pairs = urllib.FUNCTIONS["urllib.parse.parse_qsl"](Called(Symbol("urllib.parse.parse_qsl"), (argument,)))
    return None if pairs is None else _updated_by_pairs(query, pairs, append)


def _without(query: Dict, names: Value, append: bool) -> Dict | None:
    items = names.items if isinstance(names, Items) else ()
    if isinstance(names, Dict) and names.open is None:
        items = tuple(Known(entry.key) for entry in names.entries)
    elif not isinstance(names, Items):
        return None
    removed = {known_text(item) for item in items}
    if None in removed:
        return None
    return replace(query, entries=tuple(entry for entry in query.entries if entry.key not in removed))


def _rendered(base: Value, called: Called) -> Value | None:
    given = arguments(called, ("hide_password",))
    hide = given.get("hide_password", Known(True)) if given is not None else None
    return text(base, hides_password=bool(hide.value)) if isinstance(hide, Known) else None


def text(base: Value, hides_password: bool = True) -> Value | None:
    """Return the URL as a text; `str(url)` hides the password. None where the value is no URL object."""
    parts = fields_of(base)
    query = parts["query"] if parts else None
    if parts is None or not (isinstance(query, Dict) or _is_nothing(query)):
        return None
    database = _given("/", parts["database"], str)
    if any(isinstance(part, str) and quote(part, safe=" +/") != part for part in database):
        return None  # SQLAlchemy 2.1 quotes the name, versions before it do not
    pieces = [*_piece(parts["drivername"], str), "://"]
    if not _is_nothing(parts["username"]):
        password = Known("***") if hides_password and not _is_nothing(parts["password"]) else parts["password"]
        encode = str if hides_password else _quote
        pieces += [*_piece(parts["username"], _quote), *_given(":", password, encode), "@"]
    pieces += _given("", parts["host"], lambda one: f"[{one}]" if ":" in one else one)
    pieces += [*_given(":", parts["port"], str), *database]
    return text_of([*pieces, *(_query_pieces(query) if isinstance(query, Dict) else ())], _trail(base))


def _query_pieces(query: Dict) -> list[str | Value]:
    pieces: list[str | Value] = []
    for entry in sorted(query.entries, key=lambda one: one.key):
        for value in _listed(entry.value):
            pieces += ["&" if pieces else "?", quote_plus(entry.key), "=", *_piece(value, quote_plus)]
    return pieces


def _given(mark: str, value: Value, encode: Callable[[str], str]) -> list[str | Value]:
    """Return the pieces of a part of the URL with the mark before it; nothing where the URL does not have the part."""
    return [] if _is_nothing(value) else [mark, *_piece(value, encode)]


def _quote(text: str) -> str:
    return quote(text, safe=" +")


def _piece(value: Value, encode: Callable[[str], str]) -> list[str | Value]:
    return [encode(part) if isinstance(part, str) else part for part in parts_of(value)]


def _name_of(side: int) -> Method:
    def method(base: Value, called: Called) -> Value | None:
        parts = fields_of(base)
        drivername = known_text(parts["drivername"]) if parts and not called.arguments else None
        if drivername is None or (side == 1 and "+" not in drivername):
            return None  # the default driver differs between versions of SQLAlchemy
        return Known(drivername.partition("+")[::2][side], trail=_trail(base))

    return method


FUNCTIONS: Mapping[str, Function] = {
    "sqlalchemy.engine.url._sqla_url_quote": urllib.quoting(lambda text: quote(text, safe="")),
}
METHODS: Mapping[str, Method] = {
    "set": _set,
    "_replace": _set,
    "update_query_dict": _changing(_updated, ("query_parameters", "append")),
    "update_query_pairs": _changing(_updated_by_pairs, ("key_value_pairs", "append")),
    "update_query_string": _changing(_updated_by_text, ("query_string", "append")),
    "difference_update_query": _changing(_without, ("names",)),
    "render_as_string": _rendered,
    "__str__": _rendered,
    "__to_string__": _rendered,
    "get_backend_name": _name_of(0),
    "get_driver_name": _name_of(1),
}


def attribute(base: Value, name: str) -> Value | None:
    """Return `base.name` of a URL object; None where it is not known."""
    parts = fields_of(base)
    if parts is None or name not in parts:
        return None
    part = parts[name]
    return Dict(()) if name == "query" and _is_nothing(part) else part


RECORDS: Mapping[str, Mapping[str, Method]] = dict.fromkeys((*MAKING, *CREATING), METHODS)

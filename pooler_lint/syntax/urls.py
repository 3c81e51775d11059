"""URLs that the code takes apart, `urlparse(url).port`, or puts together, `PostgresDsn.build(...)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import SplitResult, unquote, urlsplit

from pooler_lint.syntax.combine import combine
from pooler_lint.syntax.strings import HOLE, joined, marked, parts_of, text_of
from pooler_lint.values import Called, Dict, Known, Symbol, Text, Unknown, Value

_Part = Callable[[SplitResult], "str | int | None"]

_STANDARD: Mapping[str, _Part] = {
    "scheme": lambda url: url.scheme,
    "netloc": lambda url: url.netloc,
    "hostname": lambda url: url.hostname,
    "port": lambda url: url.port,
    "path": lambda url: url.path,
    "query": lambda url: url.query,
    "username": lambda url: url.username,
    "password": lambda url: url.password,
}
_SQLALCHEMY: Mapping[str, _Part] = {
    "drivername": lambda url: url.scheme,
    "host": lambda url: url.hostname,
    "port": lambda url: url.port,
    "database": lambda url: unquote(url.path[1:]) or None,
    "username": lambda url: unquote(url.username) if url.username else None,
    "password": lambda url: unquote(url.password) if url.password else None,
}
_DJANGO: Mapping[str, _Part] = {
    "HOST": _SQLALCHEMY["host"],
    "PORT": _SQLALCHEMY["port"],
    "NAME": _SQLALCHEMY["database"],
    "USER": _SQLALCHEMY["username"],
    "PASSWORD": _SQLALCHEMY["password"],
}
TAKING_APART = ("urllib.parse.urlparse", "urllib.parse.urlsplit")
_PARSERS: Mapping[str, Mapping[str, _Part]] = {
    **dict.fromkeys(TAKING_APART, _STANDARD),
    "sqlalchemy.make_url": _SQLALCHEMY,
    "sqlalchemy.engine.make_url": _SQLALCHEMY,
    "sqlalchemy.engine.url.make_url": _SQLALCHEMY,
}
"""What parses a URL, and its attributes."""

_BUILDERS = frozenset(
    f"{module}.{name}.build"
    for module in ("pydantic", "pydantic.networks", "pydantic.v1", "pydantic.v1.networks", "pydantic_core")
    for name in ("PostgresDsn", "CockroachDsn", "MultiHostDsn", "MultiHostUrl", "AnyUrl", "Url")
)
"""Methods of pydantic's URL types that make one out of parts."""
_USER = ("username", "user")
_PIECES = (
    (("scheme",), "", "://"),
    (_USER, "", ""),
    (("password",), ":", ""),
    (("host",), "", ""),
    (("port",), ":", ""),
    (("path",), "/", ""),
    (("query",), "?", ""),
)
"""The parts of a URL in their order, with what stands before and after each one."""


def built(called: Called) -> Value | None:
    """The text of a URL that is built from its parts; None for any other call."""
    if not (isinstance(called.function, Symbol) and called.function.dotted in _BUILDERS):
        return None
    if called.unpacked or called.argument("hosts") is not None:
        return Unknown("a URL that is built from parts that are not known")
    pieces: list[Value] = []
    for names, before, after in _PIECES:
        given = _given(called, names)
        if "host" in names and not _is_nothing(_given(called, _USER)):
            before = "@"
        pieces.append(combine((given,), lambda plain, before=before, after=after: _piece(plain, before, after)))
    return joined(pieces)


def _given(called: Called, names: tuple[str, ...]) -> Value:
    return next((one.value for name in names if (one := called.argument(name)) is not None), Known(None))


def _is_nothing(value: Value) -> bool:
    return isinstance(value, Known) and value.value in (None, "")


def _piece(value: Value, before: str, after: str) -> Value:
    if _is_nothing(value):
        return Known("@" if before == "@" else "")
    if before == "/" and isinstance(value, Known):
        value = replace(value, value=str(value.value).lstrip("/"))
    return text_of((before, *parts_of(value), after), value.trail)


def part_of_url(called: Value, name: str) -> Value | None:
    """The part `name` of a URL that this call parses; None where it parses none, or the part can't be told."""
    if not (isinstance(called, Called) and isinstance(called.function, Symbol) and called.arguments):
        return None
    parts = _PARSERS.get(called.function.dotted)
    if parts is None or name not in parts:
        return None
    part, url = parts[name], called.arguments[0].value
    known = combine((url,), lambda plain: _part(plain, part) or _NOT_KNOWN)
    return None if known == _NOT_KNOWN else known


def entry_of_url(mapping: Dict, key: str) -> Value | None:
    """`DATABASE["HOST"]` of a mapping of Django's settings that is made out of a URL; None where it is no such one."""
    if mapping.entries or len(mapping.unpacked) != 1 or key not in _DJANGO:
        return None
    made = mapping.unpacked[0]
    url = made.argument("url") if isinstance(made, Called) else None
    if url is None:
        return None
    known = combine((url.value,), lambda plain: _part(plain, _DJANGO[key]) or _NOT_KNOWN)
    return None if known == _NOT_KNOWN else known


_NOT_KNOWN = Unknown("a part of a URL that is not known")


def _part(url: Value, part: _Part) -> Value | None:
    if not isinstance(url, (Known, Text)):
        return None
    text = marked(url, [])
    try:
        found = part(urlsplit(text))
    except ValueError:
        return None
    # What is not known may hold the rest of the URL, and so each part that seems to be missing.
    if HOLE in text and (found in (None, "") or HOLE in str(found)):
        return None
    return Known(found, trail=url.trail)

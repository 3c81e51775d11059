"""Parts of URLs that the code takes apart: `urlparse(url).port`, `make_url(url).host`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import SplitResult, unquote, urlsplit

from pooler_lint.syntax.combine import combine
from pooler_lint.syntax.strings import parts_of
from pooler_lint.values import Called, Known, Symbol, Text, Unknown, Value

_HOLE = "q5hole5q"
"""What stands for a part that is not known."""

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
_PARSERS: Mapping[str, Mapping[str, _Part]] = {
    "urllib.parse.urlparse": _STANDARD,
    "urllib.parse.urlsplit": _STANDARD,
    "sqlalchemy.make_url": _SQLALCHEMY,
    "sqlalchemy.engine.make_url": _SQLALCHEMY,
    "sqlalchemy.engine.url.make_url": _SQLALCHEMY,
}
"""What parses a URL, and its attributes."""

URLPARSE = Symbol("urllib.parse.urlparse")


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


_NOT_KNOWN = Unknown("a part of a URL that is not known")


def _part(url: Value, part: _Part) -> Value | None:
    if not isinstance(url, (Known, Text)):
        return None
    text = "".join(piece if isinstance(piece, str) else _HOLE for piece in parts_of(url))
    try:
        found = part(urlsplit(text))
    except ValueError:
        return None
    return None if isinstance(found, str) and _HOLE in found else Known(found, trail=url.trail)

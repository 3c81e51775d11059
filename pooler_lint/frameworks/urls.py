"""URLs that other packages put together, `PostgresDsn.build(...)`, or take apart."""

from __future__ import annotations

from collections.abc import Mapping

from pooler_lint.frameworks import sqlalchemy_url
from pooler_lint.frameworks.given import Function
from pooler_lint.records import replace
from pooler_lint.values import Argument, Called, Dict, Known, Symbol, Unknown, Value
from pooler_lint.values.combine import combine
from pooler_lint.values.strings import joined
from pooler_lint.values.texts import parts_of, text_of

_DJANGO = {"HOST": "host", "PORT": "port", "NAME": "database", "USER": "username", "PASSWORD": "password"}
"""Entries of Django's settings, and the part of the URL that each of them is."""

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


def _built(called: Called) -> Value | None:
    """Return the text of a URL that is built from its parts."""
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


def entry_of_url(mapping: Dict, key: str) -> Value | None:
    """Return `DATABASE["HOST"]` of Django settings that are made out of a URL; None for any other mapping."""
    if mapping.entries or len(mapping.unpacked) != 1 or key not in _DJANGO:
        return None
    made = mapping.unpacked[0]
    url = made.argument("url") if isinstance(made, Called) else None
    if url is None:
        return None
    known = combine((url.value,), lambda plain: _part(plain, _DJANGO[key]) or _NOT_KNOWN)
    return None if known == _NOT_KNOWN else known


_NOT_KNOWN = Unknown("a part of a URL that is not known")


def _part(url: Value, name: str) -> Value | None:
    return sqlalchemy_url.attribute(Called(Symbol("sqlalchemy.make_url"), (Argument(None, url),)), name)


FUNCTIONS: Mapping[str, Function] = dict.fromkeys(_BUILDERS, _built)

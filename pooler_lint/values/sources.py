"""Which unknown things a value is made of, so that two values can be told to speak of the same DSN."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pooler_lint.values import Argument, Attribute, Called, Evidence, Items, Known, Symbol, Text, Unknown, Value
from pooler_lint.values.inside import inside

_URL_PARTS = frozenset({"port", "host", "hostname", "netloc", "query", "path", "database", "drivername", "scheme"})
"""Attributes through which a parsed URL is asked for a part of itself."""

_TEXT_METHODS = frozenset(
    {
        *("lower", "upper", "casefold", "strip", "lstrip", "rstrip", "replace", "removeprefix", "removesuffix"),
        *("encode", "decode", "format", "join", "split", "rsplit", "partition", "rpartition", "translate"),
        "expandvars",
        *("unicode_string", "render_as_string", "get_secret_value", "human_repr", "geturl", "set", "unicode_host"),
        *("get_backend_name", "get_driver_name"),
    }
)
"""Methods whose result is still the same text, written differently."""


def same_source(subject: Value, dsn: Value) -> bool:
    """True when the subject of a condition is the DSN, a part of it, or made from the same unknown things.

    `settings.url` and `settings.mode` are different things, though both come from `settings`.
    """
    return not _sources(subject, of_parts=True).isdisjoint(_sources(dsn, of_parts=False))


def identity(value: Value) -> Value | None:
    """Return what is not known of a value, without places and evidence; None if nothing names it."""
    identify = _IDENTITIES.get(type(value))
    return None if identify is None else identify(value)


def _identity_of_symbol(value: Symbol) -> Symbol | None:
    # What a relative import names depends on the module that it stands in.
    return None if value.dotted.startswith(".") else Symbol(value.dotted)


def _identity_of_unknown(value: Unknown) -> Value | None:
    if value.origin is not None:
        return Symbol(value.origin.name) if value.origin.kind == "import" else Unknown("", value.origin)
    # Without a name of its own, a value that was bound once is known by the place where that happened.
    trail = tuple(Evidence("", step.path, step.line) for step in value.trail)
    return Unknown(value.reason, trail=trail, activation=value.activation) if trail else None


def _identity_of_attribute(value: Attribute) -> Value | None:
    base = identity(value.base)
    return None if base is None else _attribute(base, value.name)


def _attribute(base: Value, name: str) -> Value:
    return Symbol(f"{base.dotted}.{name}") if isinstance(base, Symbol) else Attribute(base, name)


def _identity_of_call(value: Called) -> Called | None:
    function = None if value.unpacked else identity(value.function)
    if function is None:
        return None
    arguments = []
    for argument in value.arguments:
        given = argument.value
        known = Known(given.value) if isinstance(given, Known) else identity(given)
        if known is None:
            return None
        arguments.append(Argument(argument.name, known))
    return Called(function, tuple(arguments))


def _identity_of_text(value: Text) -> Text | None:
    parts = tuple(part if isinstance(part, str) else identity(part) for part in value.parts)
    return Text(tuple(part for part in parts if part is not None)) if None not in parts else None


_IDENTITIES: Mapping[type[Value], Callable[[Any], Value | None]] = {
    Symbol: _identity_of_symbol,
    Unknown: _identity_of_unknown,
    Attribute: _identity_of_attribute,
    Called: _identity_of_call,
    Text: _identity_of_text,
}


def _sources(value: Value, of_parts: bool) -> frozenset[Value]:
    """The names of the unknown things in a value; `of_parts`: `url.port` counts as `url` too."""
    if isinstance(value, Unknown) and value.origin is None and value.place is None and value.subject is None:
        return frozenset()  # "a loop variable": nothing tells one from another
    if isinstance(value, (Unknown, Symbol)):
        return frozenset({_bare(value)})
    if isinstance(value, Attribute):
        own = frozenset({_bare(value)})
        parsed = isinstance(value.base, Called) or (of_parts and value.name in _URL_PARTS)
        return own | _sources(value.base, of_parts) if parsed else own
    if isinstance(value, Called):
        return _sources_of_call(value, of_parts)
    return _union(inside(value), of_parts)


def _sources_of_call(value: Called, of_parts: bool) -> frozenset[Value]:
    found = frozenset({_bare(value)}) | _union(tuple(argument.value for argument in value.arguments), of_parts)
    function = value.function
    if isinstance(function, Attribute) and function.name in _TEXT_METHODS:
        return found | _sources(function.base, of_parts)
    return found


def _union(values: Iterable[Value], of_parts: bool) -> frozenset[Value]:
    return frozenset().union(*(_sources(value, of_parts) for value in values))


def _bare(value: Value) -> Value:
    """Return the value without what differs between two mentions of the same thing."""
    if isinstance(value, Symbol):
        return Symbol(value.dotted)
    if isinstance(value, Known):
        return Known(value.value)
    if isinstance(value, Attribute):
        return _attribute(_bare(value.base), value.name)
    if isinstance(value, Called):
        arguments = tuple(Argument(argument.name, _bare(argument.value)) for argument in value.arguments)
        return Called(_bare(value.function), arguments)
    if isinstance(value, Unknown):
        if value.origin is None:
            return Unknown(value.reason, place=value.place, subject=value.subject)
        if value.origin.kind == "import":
            return Symbol(value.origin.name)
        return Unknown("", value.origin)
    return Items(tuple(map(_bare, inside(value))))

"""Which unknown things a value is made of, so that two values can be told to speak of the same DSN."""

from __future__ import annotations

from pooler_lint.values import Attribute, Called, Dict, Items, Known, OneOf, Symbol, Text, Unknown, Value

_URL_PARTS = frozenset({"port", "host", "hostname", "netloc", "query", "path", "database", "drivername", "scheme"})
"""Attributes through which a parsed URL is asked for a part of itself."""

_TEXT_METHODS = frozenset(
    {
        *("lower", "upper", "casefold", "strip", "lstrip", "rstrip", "replace", "removeprefix", "removesuffix"),
        *(
            "encode",
            "decode",
            "format",
            "join",
            "split",
            "rsplit",
            "partition",
            "rpartition",
            "translate",
            "expandvars",
        ),
        *("unicode_string", "render_as_string", "get_secret_value", "human_repr", "geturl", "set", "unicode_host"),
    }
)
"""Methods whose result is still the same text, written differently."""


def same_source(subject: Value, dsn: Value) -> bool:
    """True when the subject of a condition is the DSN, a part of it, or made from the same unknown things.

    `settings.url` and `settings.mode` are different things, though both come from `settings`.
    """
    return not _sources(subject, of_parts=True).isdisjoint(_sources(dsn, of_parts=False))


def identity(value: Value) -> str | None:
    """A name for what is not known of a value, the same wherever it comes from; None where it has none."""
    if isinstance(value, Symbol):
        return f"import:{value.dotted}"
    if isinstance(value, Unknown):
        if value.origin is not None:
            return f"{value.origin.kind}:{value.origin.name}"
        # Without a name of its own, a value that was bound once is known by the place where that happened.
        steps = [f"{step.path}:{step.line}" for step in value.trail]
        return f"unknown:{value.reason} by {', '.join(steps)}" if steps else None
    if isinstance(value, Attribute):
        base = identity(value.base)
        return f"{base}.{value.name}" if base is not None else None
    if isinstance(value, Called):
        named = [(argument.name or "", _known_or_identity(argument.value)) for argument in value.arguments]
        function = identity(value.function)
        if function is None or value.unpacked or any(name is None for _, name in named):
            return None
        return f"{function}({','.join(f'{keyword}={name}' for keyword, name in named)})"
    return None


def _known_or_identity(value: Value) -> str | None:
    return repr(value.value) if isinstance(value, Known) else identity(value)


def _sources(value: Value, of_parts: bool) -> frozenset[str]:
    """The names of the unknown things in a value; `of_parts`: `url.port` counts as `url` too."""
    if isinstance(value, Unknown) and value.origin is None and value.span is None and "`" not in value.reason:
        return frozenset()  # "a loop variable": nothing tells one from another
    if isinstance(value, (Unknown, Symbol)):
        return frozenset({_name(value)})
    if isinstance(value, Attribute):
        own = frozenset({_name(value)})
        parsed = isinstance(value.base, Called) or (of_parts and value.name in _URL_PARTS)
        return own | _sources(value.base, of_parts) if parsed else own
    if isinstance(value, Called):
        return _sources_of_call(value, of_parts)
    return _union(_inside(value), of_parts)


def _sources_of_call(value: Called, of_parts: bool) -> frozenset[str]:
    found = frozenset({_name(value)}) | _union(tuple(argument.value for argument in value.arguments), of_parts)
    function = value.function
    if isinstance(function, Attribute) and function.name in _TEXT_METHODS:
        return found | _sources(function.base, of_parts)
    return found


def _inside(value: Value) -> tuple[Value, ...]:
    if isinstance(value, Text):
        return tuple(part for part in value.parts if not isinstance(part, str))
    if isinstance(value, OneOf):
        return tuple(alternative for _, alternative in value.alternatives)
    if isinstance(value, Items):
        return value.items
    if isinstance(value, Dict):
        return tuple(entry.value for entry in value.entries)
    return ()


def _union(values: tuple[Value, ...], of_parts: bool) -> frozenset[str]:
    return frozenset().union(*(_sources(value, of_parts) for value in values))


def _name(value: Value) -> str:
    """A name that is the same for the same thing, wherever it is written."""
    if isinstance(value, Symbol):
        return f"import:{value.dotted}"
    if isinstance(value, Attribute):
        return f"{_name(value.base)}.{value.name}"
    if isinstance(value, Called):
        arguments = ",".join(f"{argument.name or ''}={_name(argument.value)}" for argument in value.arguments)
        return f"{_name(value.function)}({arguments})"
    if isinstance(value, Unknown):
        if value.origin is not None:
            return f"{value.origin.kind}:{value.origin.name}"
        return f"unknown:{value.reason}:{value.span}"
    inside = ",".join(_name(part) for part in _inside(value))
    return f"{type(value).__name__}({getattr(value, 'value', '')!r},{inside})"

"""Values in a short form, to compare them in tests."""

from __future__ import annotations

import textwrap

from pooler_lint.evaluate.machine import FoundCall
from pooler_lint.queries.reader import Reading, read
from pooler_lint.values import (
    Attribute,
    Called,
    ClassOf,
    Dict,
    Function,
    Items,
    Known,
    OneOf,
    Symbol,
    Text,
    Unknown,
    Value,
)
from pooler_lint.values.conditions import Guard, described

WANTED = frozenset({"lib.call", "lib.other"})


def reading_of(source: str) -> Reading:
    """The reading of a source (dedented) for calls of `lib.call` and `lib.other`."""
    return read(textwrap.dedent(source), "app.py", WANTED)


def only(reading: Reading) -> FoundCall:
    """The one way of the one call that was found."""
    (ways,) = reading.calls
    (found,) = ways
    return found


def argument(source: str) -> str:
    """The first argument of the only call in the source."""
    return show(only(reading_of("import lib\n" + textwrap.dedent(source))).called.arguments[0].value)


def show(value: Value) -> str:
    """`'text'`, `<hole>`, `{a: 1, ...why}`, `[when] a | [when] b`, `name(...)`."""
    if isinstance(value, Known):
        return repr(value.value)
    if isinstance(value, Unknown):
        return f"<{value.origin.name if value.origin else '?'}>"
    if isinstance(value, Text):
        return "'" + "".join(part if isinstance(part, str) else show(part) for part in value.parts) + "'"
    if isinstance(value, Dict):
        more = ["..."] if value.open else []
        return "{" + ", ".join([*(f"{e.key}: {show(e.value)}" for e in value.entries), *more]) + "}"
    if isinstance(value, Items):
        return "[" + ", ".join(map(show, value.items)) + "]"
    if isinstance(value, Symbol):
        return value.dotted
    if isinstance(value, OneOf):
        return " | ".join(f"[{when(assumed)}] {show(plain)}" for assumed, plain in value.alternatives)
    if isinstance(value, Called):
        return f"{show(value.function)}({', '.join(show(argument.value) for argument in value.arguments)})"
    if isinstance(value, Attribute):
        return f"{show(value.base)}.{value.name}"
    if isinstance(value, Function):
        return f"def {value.name} -> {show(value.returns)}"
    assert isinstance(value, ClassOf)
    return f"class {value.name}"


def when(assumed: Guard) -> str:
    """The assumptions as they are written."""
    return " and ".join(sorted(("" if outcome else "not ") + described(condition) for condition, outcome in assumed))

"""Calls of Python's own functions that make text, numbers and containers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from pooler_lint.frameworks import registry
from pooler_lint.records import replace
from pooler_lint.values import Called, Dict, Items, Known, Text, Unknown, Value
from pooler_lint.values.combine import combine
from pooler_lint.values.dicts import from_call
from pooler_lint.values.sizes import bounded

_MOST_ITEMS = 64
"""Items that `range` makes, or that a text is taken apart into."""


def call_builtin(name: str, called: Called) -> Value:
    """Return the result of `name(...)`; the call itself where it is not worked out."""
    build = _FUNCTIONS.get(name)
    if build is None or (called.unpacked and name != "dict"):
        return called
    positional = [argument for argument in called.arguments if argument.name is None]
    named = tuple(argument for argument in called.arguments if argument.name is not None)

    def made(*plain: Value) -> Value:
        arguments = (*(replace(one, value=value) for one, value in zip(positional, plain, strict=True)), *named)
        asked = replace(called, arguments=arguments)
        return build(asked, plain) or asked

    return combine([argument.value for argument in positional], made)


def copied(value: Value) -> Value:
    """Return a copy of a dict or a list, which is no longer the literal that it was."""
    return combine((value,), lambda plain: replace(plain, place=None) if isinstance(plain, (Dict, Items)) else plain)


def _text(called: Called, given: Sequence[Value]) -> Value | None:
    if not given:
        return Known("")
    first = given[0]
    if isinstance(first, Known):
        return replace(first, value=str(first.value))
    return registry.as_text(first) or first


def _number(kind: type[int] | type[float], called: Called, given: Sequence[Value]) -> Value | None:
    if not given:
        return None
    value = given[0]
    if not isinstance(value, Known):
        return value if not isinstance(value, Text) else Unknown("a number made of text that is not known")
    try:
        return replace(value, value=kind(value.value))  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return Unknown(f"{kind.__name__}() of it raises an error")


def _dict(called: Called, given: Sequence[Value]) -> Value | None:
    return from_call(called)


def _items(value: Value) -> tuple[Value, ...] | None:
    """Return what a loop over the value takes; None where that is not known."""
    if isinstance(value, Dict) and value.open is None:
        return tuple(Known(entry.key) for entry in value.entries)
    if isinstance(value, Known) and isinstance(value.value, str) and len(value.value) <= _MOST_ITEMS:
        return tuple(map(Known, value.value))
    items = registry.items(value)
    return None if items is None else tuple(items)


def _sequence(called: Called, given: Sequence[Value]) -> Value | None:
    if not called.arguments:
        return Items(())
    if len(called.arguments) != 1 or not given:
        return None
    items = _items(given[0])
    return given[0] if isinstance(given[0], Items) else None if items is None else Items(items)


def _set(called: Called, given: Sequence[Value]) -> Value | None:
    made = _sequence(called, given)
    return Items(tuple(dict.fromkeys(made.items))) if isinstance(made, Items) else None


def _sorted(called: Called, given: Sequence[Value]) -> Value | None:
    made = _sequence(called, given)
    texts = [one.value for one in made.items if isinstance(one, Known)] if isinstance(made, Items) else []
    if not isinstance(made, Items) or len(texts) < len(made.items) or not all(isinstance(one, str) for one in texts):
        return None
    return Items(tuple(sorted(made.items, key=lambda one: str(one.value) if isinstance(one, Known) else "")))


def _reversed(called: Called, given: Sequence[Value]) -> Value | None:
    made = _sequence(called, given)
    return Items(made.items[::-1]) if isinstance(made, Items) else None


def _length(called: Called, given: Sequence[Value]) -> Value | None:
    if len(given) == 1 and isinstance(given[0], Known) and isinstance(given[0].value, str):
        return Known(len(given[0].value))
    items = _items(given[0]) if len(given) == 1 else None
    return None if items is None else Known(len(items))


def _next(called: Called, given: Sequence[Value]) -> Value | None:
    items = given[0].items if given and isinstance(given[0], Items) else None
    if items is None:
        return None
    return items[0] if items else given[1] if len(given) == 2 else Unknown("next() of it raises an error")


def _zip(called: Called, given: Sequence[Value]) -> Value | None:
    each = [_items(value) for value in given]
    known = [items for items in each if items is not None]
    if not known or len(known) < len(called.arguments):
        return None
    return bounded(Items(tuple(map(Items, zip(*known, strict=False)))))


def _enumerate(called: Called, given: Sequence[Value]) -> Value | None:
    items = _items(given[0]) if given else None
    start = called.argument("start", 1)
    first = 0 if start is None else start.value.value if isinstance(start.value, Known) else None
    if items is None or not isinstance(first, int):
        return None
    return bounded(Items(tuple(Items((Known(index), item)) for index, item in enumerate(items, first))))


def _range(called: Called, given: Sequence[Value]) -> Value | None:
    limits = [one.value for one in given if isinstance(one, Known) and isinstance(one.value, int)]
    if not 0 < len(limits) == len(called.arguments) <= 3 or limits[2:] == [0]:
        return None
    numbers = range(*limits)
    return Items(tuple(map(Known, numbers))) if len(numbers) <= _MOST_ITEMS else None


_FUNCTIONS: Mapping[str, Callable[[Called, Sequence[Value]], Value | None]] = {
    "dict": _dict,
    "str": _text,
    "int": partial(_number, int),
    "float": partial(_number, float),
    "list": _sequence,
    "tuple": _sequence,
    "iter": _sequence,
    "set": _set,
    "frozenset": _set,
    "sorted": _sorted,
    "reversed": _reversed,
    "len": _length,
    "next": _next,
    "zip": _zip,
    "enumerate": _enumerate,
    "range": _range,
}

"""Compares values of two versions of one text: what they say, without the places where it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

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

Shape: TypeAlias = "tuple[object, ...]"


def shape(value: Value | None) -> Shape:
    """Return what is known of the value, without places, evidence and conditions."""
    return () if value is None else _SHAPES[type(value)](value)


def _of_text(value: Text) -> Shape:
    return ("text", *(part if isinstance(part, str) else shape(part) for part in value.parts))


def _of_dict(value: Dict) -> Shape:
    entries = frozenset((entry.key, shape(entry.value)) for entry in value.entries)
    return "dict", entries, value.open is None


def _of_unknown(value: Unknown) -> Shape:
    return ("unknown", value.origin.kind, value.origin.name) if value.origin is not None else ("unknown",)


def _of_called(value: Called) -> Shape:
    given = ((one.name, shape(one.value)) for one in value.arguments)
    return ("called", shape(value.function), *given)


_SHAPES: Mapping[type[Value], Callable[[Any], Shape]] = {
    Known: lambda value: ("known", type(value.value).__name__, value.value),
    Text: _of_text,
    Dict: _of_dict,
    Unknown: _of_unknown,
    Items: lambda value: ("items", *map(shape, value.items)),
    Called: _of_called,
    Attribute: lambda value: ("attribute", shape(value.base), value.name),
    OneOf: lambda value: ("one of", frozenset(shape(plain) for _, plain in value.alternatives)),
    Function: lambda value: ("function", value.name),
    ClassOf: lambda value: ("class", value.name),
    Symbol: lambda value: ("symbol", value.dotted),
}


def is_nothing(value: Value) -> bool:
    """True for None and for an empty dict, which as an argument are as good as none."""
    if isinstance(value, Dict):
        return not value.entries and value.open is None
    return isinstance(value, Known) and value.value is None

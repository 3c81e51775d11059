"""Compares values of two versions of one text: what they say, without the places where it is written."""

from __future__ import annotations

from typing import TypeAlias

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
    if isinstance(value, Known):
        return "known", type(value.value).__name__, value.value
    if isinstance(value, Text):
        return ("text", *(part if isinstance(part, str) else shape(part) for part in value.parts))
    if isinstance(value, Dict):
        entries = frozenset((entry.key, shape(entry.value)) for entry in value.entries)
        return "dict", entries, value.open is None
    if isinstance(value, Unknown):
        return ("unknown", value.origin.kind, value.origin.name) if value.origin is not None else ("unknown",)
    if isinstance(value, Items):
        return ("items", *map(shape, value.items))
    if isinstance(value, Called):
        given = ((one.name, shape(one.value)) for one in value.arguments)
        return ("called", shape(value.function), *given)
    if isinstance(value, Attribute):
        return "attribute", shape(value.base), value.name
    if isinstance(value, OneOf):
        return "one of", frozenset(shape(plain) for _, plain in value.alternatives)
    if isinstance(value, Function):
        return "function", value.name
    if isinstance(value, ClassOf):
        return "class", value.name
    return ("symbol", value.dotted) if isinstance(value, Symbol) else ()


def is_nothing(value: Value) -> bool:
    """True for None and for an empty dict, which as an argument are as good as none."""
    if isinstance(value, Dict):
        return not value.entries and value.open is None
    return isinstance(value, Known) and value.value is None

"""The values that a value is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pooler_lint.values import Attribute, Called, Dict, Items, OneOf, Text, Value


def _of_called(value: Called) -> list[Value]:
    return [value.function, *[argument.value for argument in value.arguments]]


_OF: dict[type[object], Callable[[Any], Sequence[Value]]] = {
    Called: _of_called,
    Attribute: lambda value: (value.base,),
    Items: lambda value: value.items,
    Dict: lambda value: [entry.value for entry in value.entries],
    Text: lambda value: [part for part in value.parts if not isinstance(part, str)],
    OneOf: lambda value: [plain for _, plain in value.alternatives],
}
"""The values inside of a value of each kind that has some."""


def inside(value: Value) -> Sequence[Value]:
    """Return the values right inside of this one: of a text its holes, of a call the function and the arguments."""
    of_kind = _OF.get(type(value))
    return () if of_kind is None else of_kind(value)

"""The arguments of a call, as the rows of the tables want them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, Union

from pooler_lint.values import Called, Items, Known, Scalar, Value

Function: TypeAlias = Callable[[Called], "Value | None"]
Method: TypeAlias = Callable[[Value, Called], "Value | None"]
Native: TypeAlias = Union[Scalar, "tuple[Native, ...]"]
"""A value of Python that is known from end to end."""


def positional(called: Called) -> list[Value]:
    """Return the arguments without a name."""
    return [argument.value for argument in called.arguments if argument.name is None]


def named(called: Called) -> dict[str, Value]:
    """Return the arguments with a name."""
    return {argument.name: argument.value for argument in called.arguments if argument.name is not None}


def arguments(called: Called, parameters: Sequence[str]) -> dict[str, Value] | None:
    """Return the arguments by the names of these parameters; None if the call does not fit them."""
    by_position = positional(called)
    found = dict(zip(parameters, by_position, strict=False))
    by_name = named(called)
    if called.unpacked or len(by_position) > len(parameters) or not by_name.keys() <= set(parameters):
        return None
    return None if by_name.keys() & found.keys() else {**found, **by_name}


def native(value: Value) -> tuple[Native] | None:
    """Return the value as Python has it, in a tuple of one; None if it is not known from end to end."""
    if isinstance(value, Known):
        return (value.value,)
    if isinstance(value, Items):
        items = [native(item) for item in value.items]
        return None if None in items else (tuple(item[0] for item in items if item is not None),)
    return None


def natives(values: Sequence[Value]) -> list[Native] | None:
    """Return the values as Python has them; None if one of them is not known."""
    found = [native(value) for value in values]
    return None if None in found else [one[0] for one in found if one is not None]

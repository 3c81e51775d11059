"""Which functions and classes a value rests on: those whose parameters it is made of."""

from __future__ import annotations

from collections.abc import Iterable

from pooler_lint.values import Called, ClassOf, Dict, Unknown, Value
from pooler_lint.values.inside import inside
from pooler_lint.values.reasons import Collected

MAX_DEPTH = 12


def functions_behind(values: Iterable[Value]) -> frozenset[str]:
    """The names of the functions whose parameters, and of the classes whose fields, these values are made of."""
    found: set[str] = set()
    for value in values:
        _add(value, found, MAX_DEPTH)
    return frozenset(found)


def _add(value: Value, found: set[str], depth: int) -> None:
    if isinstance(value, Unknown):
        if value.origin is not None and value.origin.kind == "parameter":
            found.add(value.origin.name.rpartition(".")[0])
        else:
            _add_collected(value.reason, found)
        return
    if isinstance(value, Dict):
        _add_collected(value.open, found)
    if isinstance(value, Called):
        _add_collected(value.unpacked, found)
        if isinstance(value.function, ClassOf) and value.unpacked:
            found.add(value.function.name)
    if depth:
        for inner in inside(value):
            _add(inner, found, depth - 1)


def _add_collected(reason: str | None, found: set[str]) -> None:
    if isinstance(reason, Collected):
        found.add(reason.function)

"""The algebra of values that can be one of several: every combination that does not contradict itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product

from pooler_lint.values import (
    NOTHING_ASSUMED,
    Assumptions,
    Dict,
    Evidence,
    OneOf,
    Unknown,
    Value,
    alternatives,
    consistent,
)

MAX_ALTERNATIVES = 24
"""More than this many ways to turn out is unknown: the product of conditions grows without bound."""


def one_of(ways: Iterable[tuple[Assumptions, Value]]) -> Value:
    """The value that is one of these; a `OneOf` among them is flattened, equal ones under one assumption are merged."""
    flat: list[tuple[Assumptions, Value]] = []
    for assumed, value in ways:
        for inner, plain in alternatives(value):
            if not consistent(assumed, inner):
                continue
            way = (assumed | inner, plain)
            if way not in flat:
                flat.append(way)
    if not flat:
        return Unknown("its conditions contradict each other")
    first = flat[0][1]
    if all(value is first or value == first for _, value in flat[1:]):
        return first
    if len(flat) > MAX_ALTERNATIVES:
        return Unknown("it can turn out in too many ways")
    return OneOf(tuple(flat))


def combine(values: Sequence[Value], build: Callable[..., Value]) -> Value:
    """`build` of every consistent combination of the plain values of `values`."""
    if not any(isinstance(value, OneOf) for value in values):
        return build(*values)
    ways: list[tuple[Assumptions, Value]] = []
    for assumed, plain in combinations(values):
        ways.append((assumed, build(*plain)))
        if len(ways) > MAX_ALTERNATIVES:
            return Unknown("it can turn out in too many ways")
    return one_of(ways)


def combinations(values: Sequence[Value]) -> Iterable[tuple[Assumptions, tuple[Value, ...]]]:
    """Every consistent combination of the plain values, with all that it assumes."""
    for choice in product(*(alternatives(value) for value in values)):
        assumed: Assumptions | None = NOTHING_ASSUMED
        for inner, _ in choice:
            if assumed is None or not consistent(assumed, inner):
                assumed = None
                break
            assumed = assumed | inner
        if assumed is not None:
            yield assumed, tuple(value for _, value in choice)


def restrict(value: Value, path: Assumptions) -> Value:
    """The value as it is where `path` is known to hold."""
    if not path or not isinstance(value, OneOf):
        return value
    left = tuple((assumed - path, plain) for assumed, plain in value.alternatives if consistent(assumed, path))
    if not left:
        return Unknown("its conditions contradict each other")
    return left[0][1] if len(left) == 1 else replace(value, alternatives=left)


def with_trail(value: Value, step: Evidence) -> Value:
    """The value, remembering one more place that it came through."""
    if isinstance(value, OneOf):
        ways = tuple((assumed, with_trail(plain, step)) for assumed, plain in value.alternatives)
        return replace(value, alternatives=ways)
    return replace(value, trail=(*value.trail, step))


def shared(value: Value) -> Value:
    """The value, marked as used by others too: an edit of its literal would reach them."""
    if isinstance(value, Dict):
        return replace(value, exclusive=False) if value.exclusive else value
    if isinstance(value, OneOf) and any(isinstance(plain, Dict) for _, plain in value.alternatives):
        return replace(value, alternatives=tuple((assumed, shared(plain)) for assumed, plain in value.alternatives))
    return value

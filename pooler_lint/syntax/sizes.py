"""How large a value is: values share their parts, and what doubles thirty times is too large to look at."""

from __future__ import annotations

from collections.abc import Iterable

from pooler_lint.values import ClassOf, Dict, Unknown, Value, alternatives
from pooler_lint.values.inside import inside, is_composed

MAX_PARTS = 2_000
MAX_PARTS_OF_CALLS = 1_000_000
"""Parts of what all calls of a file are given: a chain of calls has the ones before it as its parts."""
MAX_ANCESTORS = 100
"""Base classes of a class and of its bases, each as often as it is met: a question about an attribute asks them all."""


def bounded(value: Value) -> Value:
    """The value, or an unknown one in its place where it has too many parts to look at each."""
    if isinstance(value, Dict) and not any(is_composed(entry.value) for entry in value.entries):
        return value
    return value if is_small(value) else Unknown("it is too large to follow")


def is_small(value: Value) -> bool:
    """True if the value has at most `MAX_PARTS` parts, however often one part is used."""
    return size_of(value) <= MAX_PARTS


def size_of(value: Value) -> int:
    """Return the number of parts of the value, each as often as it is used; `MAX_PARTS` + 1 if it has more."""
    size = 0
    stack: list[Value] = [value]
    while stack:
        one = stack.pop()
        parts = inside(one)
        if type(one) is Dict and one.unpacked:
            parts = [*parts, *one.unpacked]
        size += len(parts)
        if size > MAX_PARTS:
            return MAX_PARTS + 1
        stack += parts
    return size


def has_few_ancestors(bases: Iterable[Value]) -> bool:
    """True if these base classes, theirs, and so on are at most `MAX_ANCESTORS`."""
    left = MAX_ANCESTORS
    stack = list(bases)
    while stack:
        left -= 1
        if left < 0:
            return False
        for _, plain in alternatives(stack.pop()):
            if isinstance(plain, ClassOf):
                stack.extend(plain.bases)
    return True

"""How large a value is: values share their parts, and what doubles thirty times is too large to look at."""

from __future__ import annotations

from collections.abc import Iterable

from pooler_lint.values import ClassOf, Composed, Dict, Unknown, Value, alternatives
from pooler_lint.values.inside import inside

MAX_PARTS = 2_000
MAX_PARTS_OF_CALLS = 1_000_000
"""Parts of what all calls of a file are given: a chain of calls has the ones before it as its parts."""
MAX_ANCESTORS = 100
"""Base classes of a class and of its bases, each as often as it is met: a question about an attribute asks them all."""

_REMEMBER = Composed.__dict__["size"].__set__


def bounded(value: Value) -> Value:
    """The value, or an unknown one in its place where it has too many parts to look at each."""
    if isinstance(value, Dict) and not any(isinstance(entry.value, Composed) for entry in value.entries):
        return value
    return value if is_small(value) else Unknown("it is too large to follow")


def is_small(value: Value) -> bool:
    """True if the value has at most `MAX_PARTS` parts, however often one part is used."""
    return size_of(value) <= MAX_PARTS


def size_of(value: Value) -> int:
    """Return the number of parts of the value, each as often as it is used; `MAX_PARTS` + 1 if it has more."""
    if not isinstance(value, Composed):
        return 0
    size: int | None = getattr(value, "size", None)
    if size is None:
        parts = (*inside(value), *value.unpacked) if isinstance(value, Dict) else inside(value)
        size = len(parts)
        for part in parts:
            if size > MAX_PARTS:
                break
            if isinstance(part, Composed):
                size += size_of(part)
        size = min(size, MAX_PARTS + 1)
        _REMEMBER(value, size)
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

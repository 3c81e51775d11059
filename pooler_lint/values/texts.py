"""Texts as pieces: literal strings and holes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pooler_lint.values import Evidence, Known, Text, Unknown, Value

MAX_CHARACTERS = 100_000
MAX_PIECES = 2_000
MAX_TRAIL = 12
"""Places that a value remembers to have come through."""
LARGEST_INTEGER = 10**18
"""No option is larger, and Python refuses to write numbers of more than 4,300 digits."""


def parts_of(value: Value) -> tuple[str | Value, ...]:
    """Return the value as pieces of a text: literal strings and holes."""
    if isinstance(value, Known):
        written = value.value
        if isinstance(written, int) and abs(written) > LARGEST_INTEGER:  # Python refuses to write the very large ones
            return (Unknown("a very large number"),)
        return (written,) if isinstance(written, str) else (str(written),)
    if isinstance(value, Text):
        return value.parts
    return (value,)


def is_textual(value: Value) -> bool:
    """True for text that is known at least in part."""
    return isinstance(value, Text) or (isinstance(value, Known) and isinstance(value.value, str))


def known_text(value: Value | None) -> str | None:
    """Return the text that a value states; None for any other value."""
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else None


def text_of(parts: Sequence[str | Value], trail: tuple[Evidence, ...] = ()) -> Value:
    """Return the value of these pieces in a row: known text when there is no hole."""
    merged: list[str | Value] = []
    for part in parts:
        if not isinstance(part, str):
            merged.append(part)
            trail = with_steps(trail, part)
        elif merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part:
            merged.append(part)
    if sum(len(part) if isinstance(part, str) else 1 for part in merged) > MAX_CHARACTERS or len(merged) > MAX_PIECES:
        return Unknown("the text is too long to follow")
    if all(isinstance(part, str) for part in merged):
        return Known("".join(part for part in merged if isinstance(part, str)), trail=trail)
    if len(merged) == 1 and not isinstance(merged[0], str):
        return merged[0]
    return Text(tuple(merged), trail=trail)


def with_steps(trail: tuple[Evidence, ...], value: Value) -> tuple[Evidence, ...]:
    """Return the trail with the steps of one more value."""
    if len(trail) >= MAX_TRAIL or not value.trail:
        return trail
    return (*trail, *(step for step in value.trail if step not in trail))[:MAX_TRAIL]


def written(values: Sequence[Value]) -> Value:
    """Return the texts of these values one after another, with the evidence of all."""
    trail: tuple[Evidence, ...] = ()
    for value in values:
        trail = with_steps(trail, value)
    return text_of([part for value in values for part in parts_of(value)], trail)


def derived(hole: Value, reason: str) -> Value:
    """Return a hole that is made from another one."""
    return Unknown(reason, trail=hole.trail)


def mapped(value: Value, change: Callable[[str], str], reason: str) -> Value:
    """Return the text with each literal piece changed; a hole becomes one for this reason."""
    parts = [change(part) if isinstance(part, str) else derived(part, reason) for part in parts_of(value)]
    return text_of(parts, value.trail)

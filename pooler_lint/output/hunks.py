"""The lines in which two versions of a text differ, found in linear time.

`difflib` compares each line with all lines that are like it, which takes minutes for a text of many equal lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

CONTEXT = 3
"""Lines before and after a change; so many equal lines end it."""
MAX_DISTANCE = 1_000
"""Lines of both versions in which the end of a change is searched; a longer one reaches to the last different line."""
MAX_COMPARED = 10_000
"""Pairs of lines of one change that are compared to find equal lines inside of it."""


class Change(NamedTuple):
    """Lines of the old text, and those that are in their place in the new one."""

    start: int
    end: int
    new_start: int
    new_end: int


def unified(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the rows of a unified diff of these lines, without the names of the files."""
    for group in _groups(list(_changes(old, new))):
        start, end = max(group[0].start - CONTEXT, 0), min(group[-1].end + CONTEXT, len(old))
        new_start, new_end = group[0].new_start - group[0].start + start, group[-1].new_end - group[-1].end + end
        yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@\n"
        for change in group:
            yield from (f" {line}" for line in old[start : change.start])
            yield from (f"-{line}" for line in old[change.start : change.end])
            yield from (f"+{line}" for line in new[change.new_start : change.new_end])
            start = change.end
        yield from (f" {line}" for line in old[start:end])


def _range(start: int, end: int) -> str:
    length = end - start
    return f"{start + 1}" if length == 1 else f"{start + (length > 0)},{length}"


def _groups(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Yield the changes whose context touches together."""
    group: list[Change] = []
    for change in changes:
        if group and change.start - group[-1].end > 2 * CONTEXT:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    tail = 0
    for one, other in zip(reversed(old), reversed(new), strict=False):
        if one != other:
            break
        tail += 1
    at, new_at = 0, 0
    while True:
        while at < len(old) and new_at < len(new) and old[at] == new[new_at]:
            at, new_at = at + 1, new_at + 1
        if at == len(old) and new_at == len(new):
            return
        last = max(len(old) - tail, at), max(len(new) - tail, new_at)
        end, new_end = _end(old, at, new, new_at) or last
        yield from _inside(old, new, Change(at, end, new_at, new_end))
        at, new_at = end, new_end


def _end(old: Sequence[str], at: int, new: Sequence[str], new_at: int) -> tuple[int, int] | None:
    """Return where both texts go on with the same lines; None if that is too far away."""
    for distance in range(1, MAX_DISTANCE):
        for own in range(max(0, distance - (len(new) - new_at)), min(distance, len(old) - at) + 1):
            end, new_end = at + own, new_at + distance - own
            if old[end : end + CONTEXT] == new[new_end : new_end + CONTEXT]:
                return end, new_end
    return None


def _inside(old: Sequence[str], new: Sequence[str], change: Change) -> Iterator[Change]:
    """Yield the change without the equal lines inside of it."""
    start, end, new_start, new_end = change
    if (end - start) * (new_end - new_start) > MAX_COMPARED:
        yield change
        return
    matcher = SequenceMatcher(None, old[start:end], new[new_start:new_end], autojunk=False)
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        if kind != "equal":
            yield Change(start + first, start + last, new_start + new_first, new_start + new_last)

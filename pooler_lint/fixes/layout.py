"""Lays out the lines of a logical line that became too long, the way black and ruff format do.

Works on text: the rewritten code comes in with its new parts on one line, and each physical line that is new and too
long is split at its brackets until everything fits or nothing more can be split.
"""

from __future__ import annotations

import unicodedata

from pooler_lint.fixes.rows import Row, Rows, Unsplittable, rows_of
from pooler_lint.fixes.splits import split_row
from pooler_lint.fixes.tokens import Unreadable
from pooler_lint.records import dataclass

_ROUNDS = 200
_PRAGMAS = ("# noqa", "# type:", "# pyright:", "# pylint:", "# flake8:", "# ruff:", "# isort:", "# nosec", "# pragma:")
_TAB = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """How lines are to look: the longest width, one step of indentation, and the line break."""

    limit: int
    unit: str
    newline: str


def reflowed(old: str, new: str, layout: Layout) -> str:
    """The new text of a logical line with its too long lines split and its needlessly split brackets joined.

    Only lines that are not in `old` are touched. Text that can't be read as tokens comes back as it is.
    """
    known = frozenset(old.splitlines())
    try:
        old_rows = rows_of(old)
        if _joins(old_rows, layout):
            return _with_splits(new, known, layout)
        if any(old_rows.bracket_around(row) is not None for row in old_rows.rows):
            new = _with_joined(new, known, layout)
            known_before_split = known
        else:
            known_before_split = known | frozenset(new.splitlines())
        return _with_joined(_with_splits(new, known, layout), known_before_split, layout)
    except Unreadable:
        return new


def width(line: str) -> int:
    """How many columns a line takes; a comment for a tool at its end does not count."""
    for pragma in _PRAGMAS:
        place = line.find("  " + pragma)
        if place > 0:
            line = line[:place]
    plain = line.expandtabs(_TAB)
    if plain.isascii():
        return len(plain)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in plain)


def _with_splits(text: str, known: frozenset[str], layout: Layout) -> str:
    given_up: set[str] = set()
    for _ in range(_ROUNDS):
        rows = rows_of(text)
        row = next((row for row in rows.rows if _too_long(row, known, layout) and row.text not in given_up), None)
        if row is None:
            break
        try:
            text = split_row(rows, row, layout.unit, layout.newline, lambda head: width(head) <= layout.limit)
        except Unsplittable:
            given_up.add(row.text)
    return text


def _too_long(row: Row, known: frozenset[str], layout: Layout) -> bool:
    return row.text not in known and width(row.text) > layout.limit


def _with_joined(text: str, known: frozenset[str], layout: Layout) -> str:
    while True:
        joined = next((join.text for join in _joins(rows_of(text), layout) if not known.issuperset(join.lines)), None)
        if joined is None:
            return text
        text = joined


@dataclass(frozen=True, slots=True)
class _Join:
    """The text with the content of a bracket drawn up beside it, and the lines that become one by that."""

    text: str
    lines: tuple[str, str, str]


def _joins(rows: Rows, layout: Layout) -> list[_Join]:
    """Each bracket whose content stands on one line of its own though it would fit beside it."""
    found: list[_Join] = []
    for row in rows.rows:
        bracket = rows.bracket_around(row)
        if bracket is None or rows.has_comment(row) or rows.ends_with_comma(row):
            continue
        opening, closing = bracket
        head, tail = rows.row_at(opening.start), rows.row_at(closing.start)
        before, after = rows.text[head.start : opening.end], tail.text[closing.start - tail.start :]
        if width(before + row.text.strip() + after) <= layout.limit:
            joined = rows.text[: opening.end] + row.text.strip() + rows.text[closing.start :]
            found.append(_Join(joined, (head.text, row.text, tail.text)))
    return found

"""Changes inside of string literals."""

from __future__ import annotations

import pytest

from pooler_lint.fixes.edits import apply_edits
from pooler_lint.fixes.operations import Unsafe
from pooler_lint.fixes.source import parse_source
from pooler_lint.fixes.spans import Span
from pooler_lint.fixes.texts import text_edits
from pooler_lint.model import TextChange
from pooler_lint.report import Edit
from tests.table import each_row


def changed(literal: str, old: str, new: str, start: int) -> str:
    """The literal with the change at this place of what the program sees."""
    text = f"run({literal})\n"
    changes = (TextChange(start, old, new),)
    after = apply_edits(text, text_edits(parse_source(text), Span(4, 4 + len(literal)), changes))
    return after.removeprefix("run(").removesuffix(")\n")


@each_row(
    ("literal", "start", "after"),
    [
        ('"SET x"', 0, '"SET LOCAL x"'),
        ('"""\nSET x"""', 1, '"""\nSET LOCAL x"""'),
        ('"a; SET x"', 3, '"a; SET LOCAL x"'),
        (r'r"\a; SET x"', 4, r'r"\a; SET LOCAL x"'),
        (r'R"\a; SET x"', 4, r'R"\a; SET LOCAL x"'),
        (r'"SET x; \a"', 0, r'"SET LOCAL x; \a"'),
        ('f"SET x = {y}"', 0, 'f"SET LOCAL x = {y}"'),
        ('f"SET x = {{y}}"', 0, 'f"SET LOCAL x = {{y}}"'),
        ('f"SET x = }}"', 0, 'f"SET LOCAL x = }}"'),
        (r'rf"\a; SET x = {y}"', 4, r'rf"\a; SET LOCAL x = {y}"'),
        (r'f"SET x; \a"', 0, r'f"SET LOCAL x; \a"'),
    ],
)
def test_what_is_written_as_it_is_seen_is_changed(literal: str, start: int, after: str) -> None:
    assert changed(literal, "SET", "SET LOCAL", start) == after


@each_row(
    ("literal", "start"),
    [
        (r'"\t; SET x"', 3),
        (r'"\t; SET x"', 4),
        (r'f"\t; SET x"', 3),
        (r'f"\t; SET x"', 4),
        ('f"{y}; SET x"', 3),
        ('f"{{; SET x"', 4),
        ('f"}}; SET x"', 4),
        ('f"a {{y}} b; SET x"', 14),
        ('f"a {{y}} b; SET x"', 11),
        ('"""\r\nSET x"""', 2),
        ('"""\r\nSET x"""', 1),
        ('f"""\r\nSET x"""', 2),
        ('"a" "SET x"', 1),
        ("x", 0),
        ('f"{SET}"', 0),
        ('"RESET x"', 0),
        (r'"\t; SET x; \t"', 4),
        ('f"{y}; SET x; {y}"', 5),
    ],
)
def test_anything_else_before_the_change_is_left(literal: str, start: int) -> None:
    with pytest.raises(Unsafe):
        changed(literal, "SET", "SET LOCAL", start)


def test_what_goes_and_what_comes() -> None:
    assert changed('"LISTEN a"', "LISTEN ", "", 0) == '"a"'
    assert changed('"a, false"', "false", "true", 3) == '"a, true"'


def test_the_smallest_change_is_made() -> None:
    text = 'run("SET x")\n'
    changes = (TextChange(0, "SET", "SET LOCAL"),)
    assert text_edits(parse_source(text), Span(4, 11), changes) == (Edit(8, 8, " LOCAL"),)


def test_there_has_to_be_a_literal() -> None:
    with pytest.raises(Unsafe, match="no string literal"):
        text_edits(parse_source('run("SET x")\n'), Span(1, 3), (TextChange(0, "SET", "SET LOCAL"),))

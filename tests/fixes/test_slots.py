"""One more option at its slot."""

from __future__ import annotations

import pytest

from pooler_lint.fixes.edits import apply_edits
from pooler_lint.fixes.operations import Unsafe
from pooler_lint.fixes.slots import statement_after
from pooler_lint.fixes.source import parse_source
from tests.fixes.helpers import span_of
from tests.table import each_row


@each_row(
    ("text", "line"),
    [
        ("S['x'] = 1\n", "S['k'] = 0"),
        ('S["x"] = 1; y = 2\n', 'S["k"] = 0'),
        ("S.x = 1\nz = 2\n", 'S["k"] = 0'),
        ("S.x = 1\r\nz = 'a'\r\n", "S['k'] = 0"),
        ("S.x = 1  # why", 'S["k"] = 0'),
    ],
)
def test_a_statement_behind_the_last_one(text: str, line: str) -> None:
    edit = statement_after(parse_source(text), span_of(text, "1"), "S", "k", "0")
    newline = "\r\n" if "\r\n" in text else "\n"
    first, found, rest = text.partition(newline)
    assert apply_edits(text, [edit]) == f"{first}{newline}{line}{found}{rest}"


@each_row("text", ["if x:\n    S.x = 1\n", "def f():\n    S.x = 1\n", "if S(1): pass\n"])
def test_no_statement_in_a_block(text: str) -> None:
    with pytest.raises(Unsafe, match="in a block"):
        statement_after(parse_source(text), span_of(text, "1"), "S", "k", "0")

"""Rows, tokens and brackets of a logical line."""

from __future__ import annotations

import pytest

from pooler_lint.fixes.rows import Row, rows_of
from pooler_lint.fixes.tokens import Unreadable, partners, tokens_of
from tests.table import each_row

TEXT = "x = f(  # c\n    a, g(b),  # d\n)[0]\n"


@each_row(
    ("text", "tokens"),
    [
        ("x = 1", [("name", "x", 0), ("other", "=", 2), ("other", "1", 4)]),
        (
            "f('a') # b",
            [("name", "f", 0), ("open", "(", 1), ("string", "'a'", 2), ("close", ")", 5), ("comment", "# b", 7)],
        ),
        ("[{\r\n}]", [("open", "[", 0), ("open", "{", 1), ("close", "}", 4), ("close", "]", 5)]),
        ("f'{a}'", [("string", "f'{a}'", 0)]),
        ('f"a{b:{c}}" + d', [("string", 'f"a{b:{c}}"', 0), ("other", "+", 12), ("name", "d", 14)]),
        ("f\"a{f'{b}'}c\"", [("string", "f\"a{f'{b}'}c\"", 0)]),
        ("", []),
    ],
)
def test_tokens(text: str, tokens: list[tuple[str, str, int]]) -> None:
    found = tokens_of(text)
    assert [(token.kind, token.text, token.start) for token in found] == tokens
    assert all(token.end == token.start + len(token.text) for token in found)


def test_what_is_no_sequence_of_tokens() -> None:
    with pytest.raises(Unreadable):
        partners(tokens_of("("))


def test_brackets_have_partners() -> None:
    tokens = tokens_of("f(a[0], {})")
    assert partners(tokens) == {1: 9, 9: 1, 3: 5, 5: 3, 7: 8, 8: 7}
    with pytest.raises(Unreadable, match="a closing bracket without an opening one"):
        partners(tokens[2:])
    with pytest.raises(Unreadable, match="an opening bracket without a closing one"):
        partners(tokens[:-1])


def test_rows_and_what_stands_on_them() -> None:
    rows = rows_of(TEXT)
    assert [(row.start, row.text, row.first, row.last, row.indent) for row in rows.rows] == [
        (0, "x = f(  # c", 0, 5, ""),
        (12, "    a, g(b),  # d", 5, 13, "    "),
        (30, ")[0]", 13, 17, ""),
    ]
    assert [rows.code_of(row) for row in rows.rows] == [range(4), range(5, 12), range(13, 17)]
    assert [rows.has_comment(row) for row in rows.rows] == [True, True, False]
    assert [rows.ends_with_comma(row) for row in rows.rows] == [False, True, False]
    assert [rows.row_at(offset).start for offset in (0, 11, 12, 29, 30)] == [0, 0, 12, 12, 30]


@each_row(
    ("text", "expected"),
    [
        ("f(\n    a\n)", [None, "()", None]),
        ("f(\n    a,  # c\n)", [None, "()", None]),
        ("f(  # c\n    a\n)", [None, None, None]),
        ("f(\n\n    a\n)", [None, None, "()", None]),
        ("f(\n    a,\n    b\n)", [None, None, None, None]),
        ("f(a)", [None]),
        ("(\na\n)\n[\nb\n]", [None, "()", None, None, "[]", None]),
        ("a\nb", [None, None]),
    ],
)
def test_a_bracket_around_one_row(text: str, expected: list[str | None]) -> None:
    rows = rows_of(text)
    found = [rows.bracket_around(row) for row in rows.rows]
    assert [None if pair is None else pair[0].text + pair[1].text for pair in found] == expected


@each_row(
    ("text", "first", "stop", "top", "brackets"),
    [
        ("f(a, b), c", 0, None, ["f", ",", "c"], ["(a, b)"]),
        ("f(a), g()", 0, None, ["f", ",", "g"], ["(a)"]),
        ("f(a) + [b]", 0, None, ["f", "+"], ["(a)", "[b]"]),
        ("f(a, (b))", 2, None, ["a", ","], ["(b)"]),
        ("f(a, (b))", 0, 5, ["f", "a", ","], []),
        ("f((b))", 0, None, ["f"], ["((b))"]),
        ("f(a)", 0, 4, ["f"], ["(a)"]),
        ("f(a)", 0, 3, ["f", "a"], []),
        ("f()", 0, None, ["f"], []),
    ],
)
def test_the_top_level(text: str, first: int, stop: int | None, top: list[str], brackets: list[str]) -> None:
    rows = rows_of(text)
    places = range(first, len(rows.tokens) if stop is None else stop)
    assert [rows.tokens[place].text for place in rows.top_level(places)] == top
    found = rows.brackets(places)
    assert [text[rows.tokens[start].start : rows.tokens[end].end] for start, end in found] == brackets


def test_rows_without_code() -> None:
    rows = rows_of("f(  # c\n\n    a\n    ,\n)\ng(\n    # d\n)\n")
    found = [(rows.has_comment(row), rows.ends_with_comma(row), rows.bracket_around(row)) for row in rows.rows]
    assert found == [
        (True, False, None),
        (False, False, None),
        (False, False, None),
        (False, True, None),
        (False, False, None),
        (False, False, None),
        (True, False, None),
        (False, False, None),
    ]
    empty = rows_of("(\n\n)")
    assert empty.bracket_around(empty.rows[1]) is None


def test_a_form_feed_starts_the_indentation_anew() -> None:
    assert Row(0, " \x0c    x", 0, 1).indent == "    "

from __future__ import annotations

from pooler_lint.fixes.layout import Layout, reflowed, width
from tests.table import each_row

LAYOUT = Layout(limit=40, unit="    ", newline="\n")


@each_row(
    ("new", "after"),
    [
        ("x = f(aaaaaaaaaa, bbbbbbbbbbbbbbbb, c=1)", "x = f(aaaaaaaaaa, bbbbbbbbbbbbbbbb, c=1)"),
        ("x = f(aaaaaaaaaa, bbbbbbbbbbbbbbbbb, c=1)", "x = f(\n    aaaaaaaaaa, bbbbbbbbbbbbbbbbb, c=1\n)"),
        (
            "x = f(aaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbb, c=1)",
            "x = f(\n    aaaaaaaaaaaaaaa,\n    bbbbbbbbbbbbbbbbb,\n    c=1,\n)",
        ),
        (
            "    x = f(a, {'a': 1, 'b': 2, 'c': 3}, dd)",
            "    x = f(\n        a, {'a': 1, 'b': 2, 'c': 3}, dd\n    )",
        ),
        (
            "x = f({'aaaaaaaaaa': 1, 'bbbbbbbbbb': 2, 'c': 3})",
            "x = f(\n    {\n        'aaaaaaaaaa': 1,\n        'bbbbbbbbbb': 2,\n        'c': 3,\n    }\n)",
        ),
        (
            "x = f(aaaaaaaaaaaaaaaaaaa, lambda a, b: a + b)",
            "x = f(\n    aaaaaaaaaaaaaaaaaaa,\n    lambda a, b: a + b,\n)",
        ),
        ("x = f('([{', aaaaaaaaaa, f'{b[1]}', c=12)", "x = f(\n    '([{', aaaaaaaaaa, f'{b[1]}', c=12\n)"),
        (
            "x = f(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, b)  # why",
            "x = f(\n    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, b\n)  # why",
        ),
        ("x = f(aaaaaaaaaaaaaaaaaaaaaaaaaa, b)  # noqa: E1", "x = f(aaaaaaaaaaaaaaaaaaaaaaaaaa, b)  # noqa: E1"),
        ("x = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "x = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        (
            "return ff(aaaaaaaaaa, bbbbbbbbbbbb) in (\n    1,\n    2,\n)",
            "return ff(aaaaaaaaaa, bbbbbbbbbbbb) in (\n    1,\n    2,\n)",
        ),
        (
            "return fffffff(aaaaaaaaaa, bbbbbbbbbbbb) in (\n    1,\n    2,\n)",
            "return fffffff(\n    aaaaaaaaaa, bbbbbbbbbbbb\n) in (\n    1,\n    2,\n)",
        ),
        (
            "if aaaaaaaaaaaaaaaaaaaaaaaaaaaaa(b) > ccccc:",
            "if (\n    aaaaaaaaaaaaaaaaaaaaaaaaaaaaa(b)\n    > ccccc\n):",
        ),
        (
            "x = f(\n    aaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbbbbbbbbb(1),\n    2,\n)",
            "x = f(\n    aaaaaaaaaaaaaaaa\n    + bbbbbbbbbbbbbbbbbbbbbb(1),\n    2,\n)",
        ),
        ("x = f(aaaaaaaaaaaaaaaaa, 'an open string, bbbbbb", "x = f(aaaaaaaaaaaaaaaaa, 'an open string, bbbbbb"),
        ("x = f(aaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbb, cc))", "x = f(aaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbb, cc))"),
        (
            "x: dict[str, int] = aaaaaaaaaaaa(b)[ccccccccc]",
            "x: dict[str, int] = aaaaaaaaaaaa(b)[\n    ccccccccc\n]",
        ),
        (
            "x = [a for a in bbbbbbbbbbbbbbbbbbbbbbbb if cccccc]",
            "x = [\n    a\n    for a in bbbbbbbbbbbbbbbbbbbbbbbb\n    if cccccc\n]",
        ),
        (
            "x = aaaaaaaaa(1) is not bbbbbbbbbbbbbbbb.c",
            "x = (\n    aaaaaaaaa(1)\n    is not bbbbbbbbbbbbbbbb.c\n)",
        ),
    ],
)
def test_a_line_is_split_only_when_it_is_too_long(new: str, after: str) -> None:
    assert reflowed("x = f()", new, LAYOUT) == after


def test_a_line_that_was_there_before_stays() -> None:
    old = "x = f(\n    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(1),\n)"
    new = old.replace("\n)", "\n    b=1,\n)")
    assert reflowed(old, new, LAYOUT) == new


def test_a_bracket_is_drawn_up_when_its_content_became_short() -> None:
    old = "x = f(\n    aaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbb=1\n)"
    assert reflowed(old, "x = f(\n    aaaaaaaaaaaaaaaaaaaaa\n)", LAYOUT) == "x = f(aaaaaaaaaaaaaaaaaaaaa)"


@each_row(
    ("old", "new"),
    [
        ("x = f(\n    a, b\n)", "x = f(\n    a\n)"),
        ("x = f(\n    aaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbb=1,\n)", "x = f(\n    aaaaaaaaaa,\n)"),
        ("x = f(\n    aaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbb=1\n)", "x = f(\n    aaaaaaaaaa  # why\n)"),
        ("x = f(\n    aaaaaaaaaaaaaaaaaaaaa,\n    bbbbbbbbbbbb=1\n)", "x = f(\n    aaaaaaaaaa\n)"),
    ],
)
def test_a_bracket_stays_where_the_author_or_a_comment_wants_it(old: str, new: str) -> None:
    assert reflowed(old, new, LAYOUT) == new


def test_tabs_and_the_line_break_of_the_file_are_used() -> None:
    layout = Layout(limit=30, unit="\t", newline="\r\n")
    new = "\tx = f(aaaaaaaaaaaaaa, bbbbbbbbbb, c=1)"
    assert reflowed("", new, layout) == "\tx = f(\r\n\t\taaaaaaaaaaaaaa,\r\n\t\tbbbbbbbbbb,\r\n\t\tc=1,\r\n\t)"


def test_width_counts_columns() -> None:
    assert width("abc") == 3
    assert width("\tabc") == 7
    assert width("日本") == 4
    assert width("a = 1  # type: ignore") == 5
    assert width("a = 1  # remark") == 15


def test_a_comment_for_a_tool_stands_behind_something() -> None:
    assert width("a  # noqa  # noqa") == 1
    assert width("  # noqa") == 8


def test_a_comment_is_not_drawn_up() -> None:
    old = "x = f(\n    aaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbb=1\n)"
    new = "x = f(\n    a,  # why\n)"
    assert reflowed(old, new, LAYOUT) == new


@each_row(("letters", "drawn_up"), [(33, True), (34, False)])
def test_a_bracket_is_drawn_up_to_the_limit(letters: int, drawn_up: bool) -> None:
    old = "x = f(\n    aaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbb=1\n)"
    content = "a" * letters
    assert reflowed(old, f"x = f(\n    {content}\n)", LAYOUT) == (
        f"x = f({content})" if drawn_up else f"x = f(\n    {content}\n)"
    )


@each_row(
    ("row", "after"),
    [
        (f"x = ff({'a' * 26}).gggg(b)", f"x = ff({'a' * 26}).gggg(\n    b\n)"),
        (f"x = ff({'a' * 27}).gggg(b)", f"x = ff(\n    {'a' * 27}\n).gggg(b)"),
        (f"x = ff({'a' * 27}).gggg(b,)", f"x = ff(\n    {'a' * 27}\n).gggg(b,)"),
    ],
)
def test_the_last_bracket_up_to_which_the_row_fits_is_split(row: str, after: str) -> None:
    assert reflowed("x = f()", row, LAYOUT) == after

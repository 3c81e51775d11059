from __future__ import annotations

import ast

import pytest

from pooler_lint.fixes.layout import Layout, reflowed

LAYOUT = Layout(limit=40, unit="    ", newline="\n")


def split(new: str) -> str:
    return reflowed("x = f()", new, LAYOUT)


@pytest.mark.parametrize(
    ("new", "after"),
    [
        (
            "x = (aaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbb)",
            "x = (\n    aaaaaaaaaaaaaaaaaaa,\n    bbbbbbbbbbbbbbb,\n)",
        ),
        (
            "[aaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbb].c",
            "[\n    aaaaaaaaaaaaaaaaaaa,\n    bbbbbbbbbbbbbbbb,\n].c",
        ),
        (
            "x.aaaaaaaaaaaaaaaaaaaaaaaa[bbbbbbbbb, ccccccc] = 1",
            "x.aaaaaaaaaaaaaaaaaaaaaaaa[\n    bbbbbbbbb, ccccccc\n] = 1",
        ),
        (
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(b)",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(\n    b\n)",
        ),
    ],
)
def test_a_bracket_is_split(new: str, after: str) -> None:
    assert split(new) == after


def test_the_body_of_a_with_on_its_line_is_none_of_its_items() -> None:
    new = "with aaaaaaaaaaaaaaaaa(b) as x, cccccccccc as y: pass"
    assert split(new) == "with aaaaaaaaaaaaaaaaa(\n    b\n) as x, cccccccccc as y: pass"


def test_a_conditional_among_others_gets_no_parentheses() -> None:
    """They would make a tuple of it and its neighbour."""
    new = "f(\n    a,\n    bbbbbbbbbbbbb if ccccccccc else d, eeeeeeee,\n    g,\n)"
    after = split(new)
    assert after == "f(\n    a,\n    bbbbbbbbbbbbb\n    if ccccccccc\n    else d, eeeeeeee,\n    g,\n)"
    assert ast.dump(ast.parse(after)) == ast.dump(ast.parse(new))


def test_a_line_of_a_comment_alone_stays_and_the_others_are_split() -> None:
    comment = "# longer than a line of code is to be, and not to be split"
    assert split(f"f(\n    {comment}\n    g(aaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbb=1),\n)") == (
        f"f(\n    {comment}\n    g(\n        aaaaaaaaaaaaaaaaaaa,\n        bbbbbbbbbbbb=1,\n    ),\n)"
    )

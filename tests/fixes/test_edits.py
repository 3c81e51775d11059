from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pooler_lint.fixes.edits import apply_edits, difference, merged
from pooler_lint.report import Edit
from tests.table import each_row

CODE = st.text(alphabet="ab, ()=\n\r\t'0é", max_size=40)


@given(CODE, CODE, CODE)
def test_edits_turn_the_old_text_into_the_new_one(before: str, old: str, new: str) -> None:
    assert apply_edits(before + old + "rest", difference(old, new, len(before))) == before + new + "rest"


@each_row(
    ("old", "new", "edits"),
    [
        ("f(a)", "f(a)", []),
        ("f(a)", "f(a, b=1)", [Edit(3, 3, ", b=1")]),
        ("f(a, b=10)", "f(a, b=0)", [Edit(7, 9, "0")]),
        ("f(a, b, c)", "f(a, c)", [Edit(5, 8, "")]),
        ("a b", "c a", [Edit(0, 0, "c "), Edit(1, 3, "")]),
        ("a b", "b c", [Edit(0, 1, "b"), Edit(2, 3, "c")]),
        ("1,2", "3,;2", [Edit(0, 1, "3"), Edit(2, 2, ";")]),
        ("a b c d", "a b a c d", [Edit(4, 4, "a ")]),
        ("(a, (b, c", "(a, (d, b, c", [Edit(5, 5, "d, ")]),
        ("b a", "a a", [Edit(0, 1, "a")]),
        ("a=1  # x\nb=2\n", "a=2  # x\nb=3\n", [Edit(2, 3, "2"), Edit(11, 12, "3")]),
    ],
)
def test_edits_are_small(old: str, new: str, edits: list[Edit]) -> None:
    assert difference(old, new, 0) == edits


def test_very_long_stretches_are_one_edit() -> None:
    old, new = "a, " * 3000 + "x", "b, " * 3000 + "y"
    assert difference(old, new, 5) == [Edit(5, 5 + len(old), new)]


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        merged([Edit(0, 5, ""), Edit(4, 6, "")])
    assert merged([Edit(3, 3, "b"), Edit(0, 3, ""), Edit(3, 3, "a"), Edit(3, 3, "a")]) == (
        Edit(0, 3, ""),
        Edit(3, 3, "a"),
        Edit(3, 3, "b"),
    )


def test_frequent_pieces_are_compared_too() -> None:
    between = "a b " * 150
    assert difference(f"x {between}y", f"z {between}w", 0) == [Edit(0, 1, "z"), Edit(602, 603, "w")]


@pytest.mark.parametrize(("limit", "edits"), [(1, [Edit(0, 1, "c"), Edit(2, 3, "d")]), (0, [Edit(0, 3, "c,d")])])
def test_stretches_up_to_a_limit_are_compared(limit: int, edits: list[Edit], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pooler_lint.fixes.edits._COMPARABLE", limit)
    assert difference("a,b", "c,d", 0) == edits

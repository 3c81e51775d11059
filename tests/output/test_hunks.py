from __future__ import annotations

from pooler_lint.output.hunks import unified
from tests.steps import within
from tests.table import each_row


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def rows(old: str, new: str) -> str:
    return "".join(unified(lines(old), lines(new)))


@each_row(
    ("old", "new", "expected"),
    [
        ("a\nb\nc\n", "a\nB\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"),
        ("", "a\n", "@@ -0,0 +1 @@\n+a\n"),
        ("a\n", "", "@@ -1 +0,0 @@\n-a\n"),
        ("a\n" * 9, "a\n" * 8 + "b\n", "@@ -6,4 +6,4 @@\n a\n a\n a\n-a\n+b\n"),
        ("a\nb\nc\nd\n", "A\nb\nC\nd\n", "@@ -1,4 +1,4 @@\n-a\n+A\n b\n-c\n+C\n d\n"),
        (
            "x\n" + "a\n" * 6 + "y\n",
            "X\n" + "a\n" * 6 + "Y\n",
            f"@@ -1,8 +1,8 @@\n-x\n+X\n{' a' + chr(10)}" + " a\n" * 5 + "-y\n+Y\n",
        ),
        ("a\na\n", "a\na\n", ""),
    ],
)
def test_rows(old: str, new: str, expected: str) -> None:
    assert rows(old, new) == expected


def test_changes_far_apart_are_two_hunks() -> None:
    middle = "".join(f"{number}\n" for number in range(7))
    assert rows(f"x\n{middle}y\n", f"X\n{middle}Y\n").count("@@ -") == 2


def test_many_equal_lines() -> None:
    old = [f"{number % 200}\n" for number in range(20_000)]
    new = [f"{line}new\n" if number % 40 == 0 else line for number, line in enumerate(old)]
    assert within(1_000_000, lambda: sum(row.startswith("+") for row in unified(old, new))) == 500


def test_a_change_without_an_end_in_sight() -> None:
    old, new = [f"{number}\n" for number in range(3_000)], [f"{-number - 1}\n" for number in range(3_000)]
    changed = within(2_000_000, lambda: list(unified([*old, "end\n"], [*new, "end\n"])))
    assert len(changed) == 6_002

"""At which operators an expression is split first."""

from __future__ import annotations

from pooler_lint.fixes.operators import weakest_operators
from pooler_lint.fixes.rows import rows_of
from tests.table import each_row


def split_at(expression: str) -> str:
    """The expression with `|` before each place at which it is split."""
    rows = rows_of(expression)
    places = weakest_operators(rows, rows.top_level(range(len(rows.tokens))))
    for place in sorted(places, reverse=True):
        start = rows.tokens[place].start
        expression = expression[:start] + "|" + expression[start:]
    return expression


@each_row(
    "expression",
    [
        "a |or b |or c and d",
        "a |and b == c |and not d",
        "a |if b or c |else d",
        "a |== b + 1",
        "a |not in b",
        "a |in b",
        "a |is not b",
        "a |is b",
        "a |< b + c |<= d",
        "not a |or not b",
        "not a |and b in c",
        "not a |in b",
        "a || b & c",
        "a |^ b & c",
        "a |& b << c",
        "a |<< b + c |>> d",
        "a |+ b * c |- d",
        "a |* b |// c |% d |/ e |@ f",
        "a |+ -b",
        "-a |+ b",
        "-a",
        "a |* -b",
        "not a",
        "not -a",
        "await not_ |+ b",
        "await a |+ b",
        "await -a",
        "lambda: -a",
        "lambda *a: b",
        "a |or -b |or c",
        "a |if b |else -c",
        "a |in -b",
        "a |is -b",
        "(a) |+ b",
        "'a' |+ b",
        "a_ |+ b",
        "a[0] |- b",
        "f(a + b) |- c",
        "f(a or b)",
        "a",
        "a if b",
        "a ** b",
    ],
)
def test_the_weakest_operators(expression: str) -> None:
    plain = expression.replace("||", "\0").replace("|", "").replace("\0", "|")
    assert split_at(plain) == expression


@each_row("word", ["or", "and", "not", "in", "is", "if", "else", "return", "await", "yield"])
@each_row(("rest", "operators"), [("-b", []), ("-b + c", ["+"]), ("not b", []), ("-b in c", ["in"])])
def test_what_follows_a_word_is_no_second_operand(word: str, rest: str, operators: list[str]) -> None:
    rows = rows_of(f"{word} {rest}")
    found = weakest_operators(rows, range(1, len(rows.tokens)))
    assert [rows.tokens[place].text for place in found] == operators

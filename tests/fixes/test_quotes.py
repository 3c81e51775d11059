"""The quote character of a file."""

from __future__ import annotations

from pooler_lint.fixes.quotes import quote_in, requoted, string_of
from tests.table import each_row


@each_row(
    ("code", "quote"),
    [
        ("", None),
        ("x = 1", None),
        ("'a'", "'"),
        ('"a"', '"'),
        ("'a', \"b\"", '"'),
        ("'a', 'b', \"c\"", "'"),
        ('\'a\', \'say "b"\', "c", "d"', '"'),
        ("'a', \"it's\", \"it's\"", "'"),
        ('\'a\' # "b" "c"', "'"),
        ("'a', '\\'', '\\''", "'"),
        ("# it's\nx = 'a'", "'"),
        ("''", "'"),
        ('"a\'"', None),
        ("\"'a\", \"'b\", 'c'", "'"),
        ("'a\"b', 'c\"d', \"e\"", '"'),
    ],
)
def test_the_quote_of_most_literals_that_could_have_either(code: str, quote: str | None) -> None:
    assert quote_in(code) == quote


@each_row(
    ("code", "quote", "after"),
    [
        ('f("a", x="b")', "'", "f('a', x='b')"),
        ("f('a')", '"', 'f("a")'),
        ('""', "'", "''"),
        ("'say \"a\"'", '"', "'say \"a\"'"),
        ("'\\n'", '"', "'\\n'"),
    ],
)
def test_literals_in_another_quote(code: str, quote: str, after: str) -> None:
    assert requoted(code, quote) == after


def test_a_string() -> None:
    assert string_of("a", "'") == "'a'"

from __future__ import annotations

from pooler_lint.output.style import Style, plural, safe, visible, without_commands
from tests.table import each_row


def test_paint() -> None:
    assert Style(True).paint("a", "red") == "\x1b[1;31ma\x1b[0m"
    assert Style(False).paint("a", "red") == "a"
    assert Style(True).paint("", "red") == ""


@each_row(
    ("text", "expected"),
    [
        ("a b é日", "a b é日"),
        ("a\x1b[2Jb\r\n\t\x7f", r"a\x1b[2Jb\r\n\t\x7f"),
        ("\x85\x9b\u2028\u202e\u2066\u200b\ufeff", r"\x85\x9b\u2028\u202e\u2066\u200b\ufeff"),
        ("\udcff\ud800\U000e0041", r"\xff\ud800\U000e0041"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


def test_visible_keeps_what_it_is_told_to_keep() -> None:
    assert visible("a\tb\x00", keep="\t") == "a\tb\\x00"


def test_safe() -> None:
    assert safe("postgresql://me:s3cret@host/d\x07") == r"postgresql://***@host/d\x07"


@each_row(
    ("text", "expected"),
    [
        ("::error::x", r"\x3a:error::x"),
        ("a\n \t::stop-commands::x", "a\n \t\\x3a:stop-commands::x"),
        ("a ::error::x", "a ::error::x"),
        ("a ##vso[task.complete]", r"a \x23#vso[task.complete]"),
        ("###[error] ####[x", r"#\x23#[error] ##\x23#[x"),
        ("##teamcity[x]", r"\x23#teamcity[x]"),
        ("# a comment ## [x]", "# a comment ## [x]"),
    ],
)
def test_no_line_is_a_command_to_a_ci_system(text: str, expected: str) -> None:
    assert without_commands(text) == expected


def test_plural() -> None:
    assert [plural(count, "file") for count in (0, 1, 2)] == ["0 files", "1 file", "2 files"]

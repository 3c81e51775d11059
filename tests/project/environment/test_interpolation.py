"""References inside values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pooler_lint.project.environment.interpolation import (
    is_only_markers,
    marker,
    resolve_braces,
    resolve_expressions,
    resolve_parentheses,
    resolve_together,
)
from tests.table import each_row

KNOWN = {"A": "1", "EMPTY": ""}


@each_row(
    ("text", "value"),
    [
        ("$A$A", "11"),
        ("${A}b", "1b"),
        ("$Ab", "\0Ab\0"),
        ("${EMPTY:?no}", ""),
        ("${EMPTY-x}${EMPTY:-y}", "y"),
        ("${EMPTY:+x}${EMPTY+y}", "y"),
        ("${X:-a}b}", "ab}"),
        ("${X:-{a\\}}", "{a\\}"),
        ("${}", "\0?\0"),
        ("${A#prefix}", "\0A\0"),
        ("$", "$"),
        ("$1 5$", "$1 5$"),
        ("${A", "${A"),
        ("$$A", "$A"),
    ],
)
def test_braces(text: str, value: str) -> None:
    assert resolve_braces(text, KNOWN.get, "$$") == value


def test_only_the_escape_of_the_format_counts() -> None:
    assert resolve_braces("\\$A", KNOWN.get, "\\$") == "$A"
    assert resolve_braces("$$A", KNOWN.get, "\\$") == "$1"
    assert resolve_braces("\\$A", KNOWN.get, "$$") == "\\1"


def test_deeply_nested_defaults_end() -> None:
    assert "\0" in resolve_braces("${X:-" * 500 + "}" * 500, KNOWN.get, "$$")


def test_what_is_too_long_stays_as_it_is() -> None:
    text = "${A}" + "x" * 10_000 + "$(A)${{A}}"
    assert resolve_braces(text, KNOWN.get, "$$") == text
    assert resolve_parentheses(text, KNOWN.get) == resolve_expressions(text, KNOWN.get) == text


def test_parentheses() -> None:
    assert resolve_parentheses("$(A)-$(B)-$$(A)-$A-$(", KNOWN.get) == f"1-{marker('B')}-$(A)-$A-$("


def test_expressions() -> None:
    assert resolve_expressions("${{ A }}/${{secrets.B}}/${A}", KNOWN.get) == f"1/{marker('secrets.B')}/${{A}}"


def test_variables_of_one_file_may_refer_to_each_other() -> None:
    raw = {"A": "$B", "B": "x$C", "C": "y", "LOOP": "$LOOP"}
    values = resolve_together(raw, lambda text, lookup: resolve_braces(text, lookup, "$$"))
    assert values == {"A": "xy", "B": "xy", "C": "y", "LOOP": marker("LOOP")}


def test_only_markers() -> None:
    assert is_only_markers(marker("A") + marker("B"))
    assert not is_only_markers(marker("A") + ":")
    assert not is_only_markers("")


@given(st.text(alphabet=st.sampled_from("$\\{}A:-+?b"), max_size=40))
def test_any_text_ends_and_markers_are_whole(text: str) -> None:
    for escape in ("$$", "\\$"):
        assert resolve_braces(text, KNOWN.get, escape).count("\0") % 2 == 0

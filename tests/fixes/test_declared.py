"""Settings that stand in the place of a call."""

from __future__ import annotations

import pytest

from pooler_lint.fixes.declared import added_to, dict_of, statement_after
from pooler_lint.fixes.edits import apply_edits
from pooler_lint.fixes.operations import Unsafe
from pooler_lint.fixes.source import parse_source
from pooler_lint.model import Address, Case
from pooler_lint.values import Dict, Span
from tests.fixes.helpers import span_of

HERE, THERE, LAST = Span(1, 2), Span(3, 4), Span(5, 6)


def case(literal: Dict | None = None, span: Span | None = None, last: Span | None = LAST) -> Case:
    return Case(Address(), None, (), call_dict=literal, call_dict_span=span, last_span=last)


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        (case(), LAST),
        (case(last=None), None),
        (case(Dict(())), LAST),
        (case(Dict((), span=HERE)), None),
        (case(span=THERE), None),
        (case(Dict((), span=HERE), THERE), None),
    ],
)
def test_only_a_mapping_of_another_file_is_added_to(settings: Case, place: Span | None) -> None:
    assert added_to(settings) == place


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        (case(Dict((), span=HERE)), HERE),
        (case(Dict((), span=HERE), THERE), HERE),
        (case(Dict((), span=HERE, exclusive=False), THERE), THERE),
        (case(Dict(()), THERE), THERE),
        (case(span=THERE), THERE),
    ],
)
def test_the_dict_of_the_settings(settings: Case, place: Span) -> None:
    assert dict_of(settings) == place


@pytest.mark.parametrize("settings", [case(), case(Dict(())), case(Dict((), span=HERE, exclusive=False))])
def test_settings_that_are_nowhere(settings: Case) -> None:
    with pytest.raises(Unsafe):
        dict_of(settings)


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("text", ["if x:\n    S.x = 1\n", "def f():\n    S.x = 1\n", "if S(1): pass\n"])
def test_no_statement_in_a_block(text: str) -> None:
    with pytest.raises(Unsafe, match="in a block"):
        statement_after(parse_source(text), span_of(text, "1"), "S", "k", "0")

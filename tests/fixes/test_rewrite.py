from __future__ import annotations

import re
import sys

import pytest

from pooler_lint.fixes.edits import apply_edits
from pooler_lint.fixes.operations import AddDictKeyword, AddHeld, AddKeyword, CutText, Operation, Replace, Unsafe
from pooler_lint.fixes.rewrite import rewritten
from pooler_lint.fixes.source import parse_source
from pooler_lint.fixes.spans import Span
from tests.fixes.helpers import CACHE_OFF, call_span, repaired, request, span_of
from tests.table import each_row


def test_statements_that_share_lines_are_laid_out_once() -> None:
    """What stands behind `else:` belongs to the `if`, whose lines hold the other calls too."""
    text = "if a:\n    b = f(x)\nelse: c = f(y); d = [\n    f(z)]\n"
    calls = [request(text, "f", CACHE_OFF, nth=nth) for nth in range(3)]
    assert repaired(text, *calls, line_length=36) == (
        "if a:\n    b = f(x, statement_cache_size=0)\nelse: c = f(\n    y, statement_cache_size=0\n); d = [\n"
        "    f(z, statement_cache_size=0)]\n"
    )


@each_row("text", ["x = f(\n\x0c    y)\n", "if a:\n    x = f(\n  \x0c y,\n    )\n"])
def test_code_that_does_not_come_back_as_it_is_written_is_left(text: str) -> None:
    """The tree has lost the form feed at the beginning of the line."""
    with pytest.raises(Unsafe, match="does not come back"):
        rewritten(parse_source(text), [AddKeyword(call_span(text, "f"), "a", "1")], 88)


def added(text: str, function: str = "g", value: str = "'v'", line_length: int = 88) -> str:
    """The text with one more keyword of this call."""
    source = parse_source(text)
    return apply_edits(text, rewritten(source, [AddKeyword(call_span(text, function), "k", value)], line_length))


@each_row(
    ("text", "value"),
    [
        ("f(\"a\", g('b'))\n", "'v'"),
        ('f(\'a\', g(b))\nx = "c", "d"\n', "'v'"),
        ('f(\'a\', [g(b)])\nx = "c", "d"\n', '"v"'),
        ('f(\'a\', await_(1), -g(b))\nx = "c", "d"\n', '"v"'),
        ('x = {\'a\': g(b)}\ny = "c", "d"\n', "'v'"),
        ("g(b)\n", '"v"'),
    ],
)
def test_a_text_gets_the_quotes_of_what_stands_around_it(text: str, value: str) -> None:
    assert f", k={value})" in added(text)


@each_row(
    "operation",
    [
        AddKeyword(Span(4, 10), "k", "1"),
        AddDictKeyword(Span(4, 10), "k", "n", "1"),
        AddHeld(Span(4, 10), "k", "K", (), None, "n", "1"),
    ],
)
@each_row("unit", ["    ", "  "])
def test_what_a_call_gets_is_indented_as_the_file_is(operation: Operation, unit: str) -> None:
    text = f"x = g(y,\n)\nif x:\n{unit}pass\n"
    done = apply_edits(text, rewritten(parse_source(text), [operation], 88))
    assert done.startswith(f"x = g(y,\n{unit}k=")


def test_blocks_that_are_not_indented_as_the_file_are_repaired() -> None:
    text = "if a:\n    b = 1\nif c:\n  x = g(\n    y,\n  )\n"
    assert added(text) == text.replace("y,\n", 'y,\n    k="v",\n')


@each_row(
    ("literal", "cuts", "after"),
    [
        ("'abcdef'", ["ab", "de"], "'cf'"),
        ("'abcdef'", ["de", "ab"], "'cf'"),
        ("f'ab{x}cdefgh'", ["ab"], "f'{x}cdefgh'"),
        ("f'ab{x}cdefgh'", ["cd"], "f'ab{x}efgh'"),
        ("f'abcdefgh{x}cd'", ["ab", "gh"], "f'cdef{x}cd'"),
        ("f'{x}cdefgh{y}ij'", ["ef", "ij"], "f'{x}cdgh{y}'"),
    ],
)
def test_what_is_cut_out_of_a_text(literal: str, cuts: list[str], after: str) -> None:
    text = f"x = {literal}\n"
    operations = [CutText(span_of(text, literal), span_of(text, cut)) for cut in cuts]
    assert apply_edits(text, rewritten(parse_source(text), operations, 88)) == f"x = {after}\n"


def test_nothing_is_cut_out_of_a_text_that_is_replaced() -> None:
    text = "x = 'abcdef'\n"
    place = span_of(text, "'abcdef'")
    with pytest.raises(Unsafe, match="replaced"):
        rewritten(parse_source(text), [Replace(place, "'other'"), CutText(place, span_of(text, "cd"))], 88)


@each_row("other", ["\n", "\r\n", "\r"])
@each_row("own", ["\n", "\r\n", "\r"])
def test_a_statement_keeps_its_line_breaks(own: str, other: str) -> None:
    text = f"a = 1{other}b = 2{other}x = g([{own}    aaaaaaaaaaa,{own}], h(bbbbbbb, ccccccc)){other}"
    done = added(text, "h", "1", 24)
    statement = done.removeprefix(f"a = 1{other}b = 2{other}").removesuffix(other)
    assert set(re.findall("\r\n|\r|\n", statement)) == {own}
    # Before 3.12 Python's tokenizer takes `\r` for no end of a line, and the row stays as long as it is.
    if own != "\r" or sys.version_info >= (3, 12):
        assert f"], h({own}    bbbbbbb,{own}    ccccccc,{own}    k=1,{own}))" in statement

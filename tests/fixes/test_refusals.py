"""What a repair refuses, asked of the parts that refuse it: no finding of today leads to some of these."""

from __future__ import annotations

import libcst as cst
import pytest

from pooler_lint.fixes.bindings import bindings_of
from pooler_lint.fixes.changes import changes_of
from pooler_lint.fixes.dicts import with_entry
from pooler_lint.fixes.operations import AddKeyword, Operation, Remove, Replace, Unsafe
from pooler_lint.fixes.queries import query_addition, with_query
from pooler_lint.fixes.source import parse_source
from pooler_lint.fixes.spans import Span
from pooler_lint.fixes.texts import text_edits
from pooler_lint.fixes.tokens import Unreadable, partners, tokens_of
from pooler_lint.fixes.urls import assigned_values
from pooler_lint.model import TextChange
from tests.table import each_row

TEXT = 'f(*a, k=1, d=[2, "x"], e={"y": (3  # c\n)})\n'


def at(piece: str, text: str = TEXT) -> Span:
    start = text.index(piece)
    return Span(start, start + len(piece))


def _place(operation: Operation) -> Span:
    if isinstance(operation, AddKeyword):
        return operation.call
    if isinstance(operation, Remove):
        return operation.value
    assert isinstance(operation, Replace)
    return operation.expression


@each_row(
    ("operations", "says"),
    [
        ([AddKeyword(Span(0, 3), "k", "1")], "no expression at the place"),
        ([AddKeyword(Span(0, len(TEXT) - 1), n, v) for n, v in (("k", "1"), ("k", "2"))], "different values of k"),
        ([Replace(at("1"), v) for v in ("8", "9")], "different values in one place"),
        ([Remove(at("2"))], "neither a keyword argument nor a dict entry"),
        ([Replace(Span(at("{").start, len(TEXT) - 2), "0")], "a comment stands inside the value to replace"),
    ],
)
def test_changes_that_can_not_be_made(operations: list[Operation], says: str) -> None:
    source = parse_source(TEXT)
    wanted = [_place(operation) for operation in operations]
    with pytest.raises(Unsafe, match=says):
        changes_of(operations, source.expressions(wanted))


def test_an_entry_needs_a_dict() -> None:
    with pytest.raises(TypeError, match="not a dict literal"):
        with_entry(cst.parse_expression("x"), "k", cst.parse_expression("1"), '"', "    ")


def test_bindings_of_what_does_not_parse() -> None:
    assert bindings_of("x = (") == ()


@each_row(
    ("text", "names"),
    [
        ("match x:\n    case {'a': 1, **rest}:\n        pass\n", ["rest"]),
        ("match x:\n    case [first, *others] as whole:\n        pass\n", ["first", "others", "whole"]),
    ],
)
def test_patterns_bind(text: str, names: list[str]) -> None:
    assert sorted(binding.name for binding in bindings_of(text)) == names


@each_row(("text", "says"), [(")", "without an opening"), ("(", "without a closing")])
def test_brackets_without_a_partner(text: str, says: str) -> None:
    tokens = [token for token in tokens_of("( )") if token.text == text]
    with pytest.raises(Unreadable, match=says):
        partners(tokens)


@each_row(
    ("text", "changes", "says"),
    [
        ('x = "set a"', (TextChange(0, "get", "let"),), "not written as the program sees it"),
        ('x = "s\\x65t a"', (TextChange(0, "set", "set local"),), "not written as the program sees it"),
        ("x = 12345", (TextChange(0, "1", "2"),), "no string literal"),
    ],
)
def test_texts_that_are_not_changed(text: str, changes: tuple[TextChange, ...], says: str) -> None:
    with pytest.raises(Unsafe, match=says):
        text_edits(parse_source(text), Span(4, len(text)), changes)


def test_a_text_that_is_added_to_is_a_value_of_its_name() -> None:
    source = parse_source("URL = 'a'\nURL += 'b'\nURL: str = 'c'\nOTHER = 'd'\n")
    assert [source.module.code_for_node(node) for node in assigned_values(source, ["URL"])] == ["'a'", "'b'", "'c'"]


@each_row(
    ("value", "span", "says"),
    [("a b", Span(4, 9), "can't be written into a URL"), ("1", Span(5, 9), "does not stand at the call")],
)
def test_queries_that_are_not_written(value: str, span: Span, says: str) -> None:
    with pytest.raises(Unsafe, match=says):
        query_addition(parse_source("x = 'a:b'\n"), span, None, "k", value)


@each_row(
    ("literal", "after"),
    [
        ('f"postgresql://{x}"', 'f"postgresql://{x}?k=1"'),
        ('f""', 'f"?k=1"'),
        ("'''a://b'''", "'''a://b?k=1'''"),
        ('r"a://b?x=2"', 'r"a://b?x=2&k=1"'),
        ('"a://b?"', '"a://b?k=1"'),
    ],
)
def test_queries_in_each_kind_of_literal(literal: str, after: str) -> None:
    node = cst.parse_expression(literal)
    assert isinstance(node, (cst.SimpleString, cst.FormattedString))
    assert cst.Module([]).code_for_node(with_query(node, {"k": "1"}, False)) == after


@each_row("text", ["try:\n    pass\nexcept E:\n    f()\n", "match x:\n    case 1:\n        f()\n", "if x:\n    f()\n"])
def test_the_way_to_a_statement_in_a_block(text: str) -> None:
    path = parse_source(text).around(at("f()", text))
    assert isinstance(path[0], cst.Module)
    assert any(isinstance(node, cst.SimpleStatementLine) for node in path)

"""Entries that come and go, in the style of the literal."""

from __future__ import annotations

import libcst as cst

from pooler_lint.fixes.dicts import entry_value, is_dict_call, with_entry, without_entries, wrapped
from pooler_lint.fixes.edits import apply_edits
from pooler_lint.fixes.operations import AddEntry
from pooler_lint.fixes.rewrite import rewritten
from pooler_lint.fixes.source import parse_source
from tests.fixes.helpers import call_span
from tests.table import each_row


def code(node: cst.BaseExpression) -> str:
    return cst.Module([]).code_for_node(node)


@each_row(
    ("literal", "after"),
    [
        ("{}", "{'k': 0}"),
        ("{ }", "{'k': 0}"),
        ("{'a': 1}", "{'a': 1, 'k': 0}"),
        ("{'a':1}", "{'a':1, 'k':0}"),
        ("{'a' : 1,}", "{'a' : 1, 'k' : 0,}"),
        ("{\n}", "{\n    'k': 0,\n}"),
        ("{\n    'a': 1\n}", "{\n    'a': 1, 'k': 0\n}"),
        ("{\n    'a': 1,\n    'b': 2}", "{\n    'a': 1,\n    'b': 2,\n    'k': 0}"),
        ("{'a': 1,\n 'b': 2}", "{'a': 1,\n 'b': 2,\n 'k': 0}"),
        ("{'a': 1,  # c\n}", "{'a': 1,  # c\n    'k': 0,\n}"),
        ("{\n    # c\n}", "{\n    # c\n    'k': 0,\n}"),
        ("{'a': [\n 1]\n}", "{'a': [\n 1],\n    'k': 0,\n}"),
        ("{'a': 1,\n 'b': 2\n}", "{'a': 1,\n 'b': 2,\n 'k': 0\n}"),
        (
            "{  # c\n    'a': 1,\n\n    'b': 2,  # d\n    # e\n}",
            "{  # c\n    'a': 1,\n\n    'b': 2,  # d\n    # e\n    'k': 0,\n}",
        ),
        ("{\n    'a': 1,\n}", "{\n    'a': 1,\n    'k': 0,\n}"),
        ("{'a' :  1, **b}", "{'a' :  1, **b, 'k' :  0}"),
        ("{**a}", "{**a, 'k': 0}"),
        ("{1: 2}", "{1: 2, 'k': 0}"),
        ('{"a": 1}', '{"a": 1, "k": 0}'),
        ('{f(): 1, "a": 1}', '{f(): 1, "a": 1, "k": 0}'),
        ("dict()", "dict(k=0)"),
        ("dict(a=1)", "dict(a=1, k=0)"),
        ("dict(\n    a=1,\n)", "dict(\n    a=1,\n    k=0,\n)"),
        ("dict(\n    a=1\n)", "dict(\n    a=1, k=0\n)"),
        ("dict(a=1,\n     b=2)", "dict(a=1,\n     b=2,\n     k=0)"),
        ("dict(**a)", "dict(**a, k=0)"),
        ("dict(\n)", "dict(\n    k=0,\n)"),
        ("{'a':\n 1}", "{'a':\n 1, 'k': 0}"),
        ("{'a': 1,\n  }", "{'a': 1,\n      'k': 0,\n  }"),
    ],
)
def test_one_more_entry(literal: str, after: str) -> None:
    node = with_entry(cst.parse_expression(literal), "k", cst.Integer("0"), "'", "    ")
    assert code(node) == after


@each_row(
    ("literal", "indexes", "after"),
    [
        ("{'a': 1}", [0], "{}"),
        ("{'a': 1, 'b': 2}", [0], "{'b': 2}"),
        ("{'a': 1, 'b': 2}", [1], "{'a': 1}"),
        ("{'a': 1, 'b': 2, }", [1], "{'a': 1, }"),
        ("{\n    'a': 1,  # c\n    'b': 2,\n}", [0], "{\n    'b': 2,\n}"),
        ("{\n    'a': 1,\n    'b': 2,  # d\n}", [1], "{\n    'a': 1,\n}"),
        ("{\n    # x\n    'a': 1,\n}", [0], "{}"),
        ("{\n    'a': 1,\n}", [0], "{}"),
        ("{'a': 1,\n 'b': 2, 'c': 3}", [0], "{'b': 2, 'c': 3}"),
        ("{'a': 1,\n 'b': 2, 'c': 3}", [1], "{'a': 1,\n 'c': 3}"),
        ("{'a': 1,\n 'b': 2, 'c': 3}", [2], "{'a': 1,\n 'b': 2}"),
        ("{'a': 1, 'b': 2,  # d\n 'c': 3}", [1], "{'a': 1,\n 'c': 3}"),
        ("{'a': 1, 'b': 2, 'c': 3}", [0, 2], "{'b': 2}"),
        ("{'a': 1, 'b': 2, 'c': 3}", [2, 0], "{'b': 2}"),
        ("{'a': 1,  # c\n 'b': 2}", [1], "{'a': 1  # c\n }"),
        ("{'a': 1,\n 'b': 2}", [1], "{'a': 1}"),
        ("{  # x\n    'a': 1,\n    'b': 2}", [0], "{  # x\n    'b': 2}"),
        ("{\n    # x\n    'a': 1,\n    'b': 2,\n}", [1], "{\n    # x\n    'a': 1,\n}"),
        (
            "{\n    'a': 1,\n    # x\n    'b': 2,  # y\n    # z\n    'c': 3,\n}",
            [1],
            "{\n    'a': 1,\n    # z\n    'c': 3,\n}",
        ),
        ("{\n    'a': 1,\n    # x\n    'b': 2,  # y\n    # z\n}", [1], "{\n    'a': 1,\n    # z\n}"),
        ("{'a': 1  # c\n , 'b': 2}", [1], "{'a': 1  # c\n}"),
    ],
)
def test_entries_that_go(literal: str, indexes: list[int], after: str) -> None:
    node = cst.parse_expression(literal)
    assert isinstance(node, cst.Dict)
    assert code(without_entries(node, indexes)) == after


@each_row(
    ("expression", "after"),
    [
        ("a", "{**a, 'k': 0}"),
        ("a or b", "{**(a or b), 'k': 0}"),
        ("(a or b)", "{**(a or b), 'k': 0}"),
        ("f(1)", "{**f(1), 'k': 0}"),
        ("[\n1][\n0]", "{**[\n1][\n0], 'k': 0}"),
        ("f(\n    1,\n)", "{\n    **f(\n        1,\n    ),\n    'k': 0,\n}"),
        (
            "f(\n        # c\n        1,\n\n        2,\n    )",
            "{\n        **f(\n            # c\n            1,\n\n            2,\n        ),\n        'k': 0,\n    }",
        ),
        ("g[\n    1\n]", "{\n    **g[\n        1\n    ],\n    'k': 0,\n}"),
        ("{\n    **a,\n}", "{\n    **{\n        **a,\n    },\n    'k': 0,\n}"),
    ],
)
def test_entries_on_top_of_an_expression(expression: str, after: str) -> None:
    node = wrapped(cst.parse_expression(expression), [("k", cst.Integer("0"))], "'", "    ")
    assert code(node) == after


@each_row(
    ("literal", "value"),
    [
        ("{'a': 1, 'k': 2}", "2"),
        ('{"k": 2}', "2"),
        ("{'a': 1}", None),
        ("{k: 1, 'k': 2}", "2"),
        ("{k: 1}", None),
        ("dict(a=1, k=2)", "2"),
        ("dict(a=1)", None),
        ("k", None),
    ],
)
def test_the_value_of_an_entry(literal: str, value: str | None) -> None:
    found = entry_value(cst.parse_expression(literal), "k")
    assert (None if found is None else code(found)) == value


@each_row(
    ("literal", "expected"),
    [("dict()", True), ("dict(a=1)", True), ("dict(x for x in y)", False), ("DICT()", False), ("a.dict()", False)],
)
def test_a_call_that_makes_a_dict(literal: str, expected: bool) -> None:
    assert is_dict_call(cst.parse_expression(literal)) is expected


@each_row("unit", ["    ", "  "])
def test_entries_on_top_of_an_expression_in_a_block(unit: str) -> None:
    text = f"if a:\n{unit}x = g(\n{unit * 2}y,\n{unit})\n"
    done = apply_edits(text, rewritten(parse_source(text), [AddEntry(call_span(text, "g"), "k", "0")], 88))
    assert done == (f'if a:\n{unit}x = {{\n{unit * 2}**g(\n{unit * 3}y,\n{unit * 2}),\n{unit * 2}"k": 0,\n{unit}}}\n')

"""Arguments that come and go, in the style of the call."""

from __future__ import annotations

import libcst as cst

from pooler_lint.fixes.calls import spans_lines, takes_keywords, with_keyword, without_arguments
from tests.table import each_row


def call(text: str) -> cst.Call:
    node = cst.parse_expression(text)
    assert isinstance(node, cst.Call)
    return node


def code(node: cst.BaseExpression) -> str:
    return cst.Module([]).code_for_node(node)


@each_row(
    ("text", "after"),
    [
        ("f()", "f(k=0)"),
        ("f(1)", "f(1, k=0)"),
        ("f(1,)", "f(1, k=0,)"),
        ("f(\n)", "f(\n    k=0,\n)"),
        ("f(\n    1\n)", "f(\n    1, k=0\n)"),
        ("f(\n    1, 2\n)", "f(\n    1, 2, k=0\n)"),
        ("f(1,\n  2)", "f(1,\n  2,\n  k=0)"),
        ("f(1,\n  2,\n  )", "f(1,\n  2,\n  k=0,\n  )"),
        ("f(\n    1,  # a\n)", "f(\n    1,  # a\n    k=0,\n)"),
        ("f(1, *a)", "f(1, *a, k=0)"),
        ("f(**a)", "f(**a, k=0)"),
        ("f((x for x in y))", "f((x for x in y), k=0)"),
        ("f([\n 1\n])", "f([\n 1\n], k=0)"),
        ("f([\n 1\n]\n)", "f([\n 1\n],\n    k=0,\n)"),
        ("f(a, [\n 1\n]\n)", "f(a, [\n 1\n],\n    k=0\n)"),
        ("f(a, '''\r\n'''\n)", "f(a, '''\r\n''',\n    k=0\n)"),
        ("f(1 , 2)", "f(1 , 2, k=0)"),
        ("f(1  # c\n)", "f(1,  # c\n    k=0,\n)"),
        ("f(1,   2)", "f(1,   2,   k=0)"),
        ("f(\n    1, 2  # c\n)", "f(\n    1, 2,  # c\n    k=0\n)"),
        ("f(\n    1,\n    2\n)", "f(\n    1,\n    2,\n    k=0\n)"),
        ("f(\n    1,\n    2, 3\n)", "f(\n    1,\n    2, 3,\n    k=0\n)"),
        ("f(\n    1)", "f(\n    1,\n    k=0)"),
        ("f(  # c\n    1)", "f(  # c\n    1,\n    k=0)"),
        ("f( 1 )", "f( 1, k=0 )"),
        ("f(1,\n  )", "f(1,\n      k=0,\n  )"),
        ("f(1, 2,\n  )", "f(1, 2,\n      k=0,\n  )"),
    ],
)
def test_one_more_keyword(text: str, after: str) -> None:
    assert code(with_keyword(call(text), "k", cst.Integer("0"), "    ")) == after


@each_row(
    ("text", "indexes", "after"),
    [
        ("f(1)", [0], "f()"),
        ("f(1, 2)", [0], "f(2)"),
        ("f(1, 2)", [1], "f(1)"),
        ("f(1, 2, 3)", [0, 2], "f(2)"),
        ("f(1, 2, 3)", [2, 0], "f(2)"),
        ("f(\n    1,\n    2,\n)", [1], "f(\n    1,\n)"),
        ("f(\n    1,\n    2,\n)", [0], "f(\n    2,\n)"),
        ("f(\n    1,  # a\n    2,\n)", [0], "f(\n    2,\n)"),
        ("f(1,\n  2)", [1], "f(1)"),
        ("f(1,\n  2)", [0], "f(2)"),
        ("f(\n    1,  # a\n)", [0], "f()"),
        ("f(1,  # a\n  2)", [0], "f(2)"),
        ("f(1, 2, 3)", [1], "f(1, 3)"),
        ("f(1,\n  2,\n  3)", [0], "f(2,\n  3)"),
        ("f(1,\n  2, 3)", [1], "f(1,\n  3)"),
        ("f(1, 2,\n  3)", [1], "f(1,\n  3)"),
        ("f(\n    1,  # a\r\n    2,\n)", [0], "f(\n    2,\n)"),
    ],
)
def test_arguments_that_go(text: str, indexes: list[int], after: str) -> None:
    assert code(without_arguments(call(text), indexes)) == after


@each_row(
    ("text", "expected"),
    [
        ("f()", True),
        ("f(1)", True),
        ("f(x for x in y)", False),
        ("f((x for x in y))", True),
        ("f((x for x in y), 1)", True),
        ("f(1, (x for x in y))", True),
    ],
)
def test_a_bare_generator_takes_no_keyword_beside_it(text: str, expected: bool) -> None:
    assert takes_keywords(call(text)) is expected


@each_row(
    ("text", "expected"),
    [
        ("f(1)", False),
        ("f(\n1)", True),
        ("f(\r1)", True),
        ('"""a\rb"""', True),
        ('f("""\n""")', True),
        ("f(1 + 2)", False),
    ],
)
def test_an_expression_of_several_lines(text: str, expected: bool) -> None:
    assert spans_lines(cst.parse_expression(text)) is expected

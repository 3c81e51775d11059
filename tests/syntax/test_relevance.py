"""What of a file can matter."""

from __future__ import annotations

import ast

import pytest

from pooler_lint.syntax.relevance import Relevance


def relevance_of(source: str) -> tuple[Relevance, ast.Module]:
    tree = ast.parse(source)
    return Relevance(tree, {"lib"}, {"call"}), tree


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import lib\nlib.call()", True),
        ("from lib import call as c\nc()", True),
        ("from lib.inner import x\nx.call()", True),
        ("import other\nother.call()", False),
        ("from .lib import call\ncall()", False),
        ("import lib\nlib.other()", False),
    ],
)
def test_a_file(source: str, expected: bool) -> None:
    relevance, tree = relevance_of(source)
    assert relevance.can_hold(tree) is expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", "lib.call()", True),
        ("c = lib.call", "c()", True),
        ("make = partial(lib.call, 1)", "make(a=1)", True),
        ("class C:\n    make = staticmethod(lib.call)", "C.make()", True),
        ("", "global x", True),
        ("", "self.x = 1", True),
        ("", "connection.prepare('x')", True),
        ("", "cursor.execute('x', prepare=True)", True),
        ("", "return 1 + g(2)", False),
    ],
)
def test_a_function(head: str, body: str, expected: bool) -> None:
    relevance, tree = relevance_of(f"import lib\n{head}\ndef f(self):\n    {body}\n")
    function = tree.body[-1]
    assert isinstance(function, ast.FunctionDef)
    assert relevance.can_matter(function) is expected

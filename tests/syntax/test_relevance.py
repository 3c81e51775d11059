"""What of a file can matter."""

from __future__ import annotations

import ast
import textwrap

import pytest

from pooler_lint.syntax.prescan import Names
from pooler_lint.syntax.relevance import Relevance


def relevance_of(source: str) -> tuple[Relevance, ast.Module]:
    tree = ast.parse(source)
    return Relevance(tree, {"lib": {"call"}, "second": {"start"}}), tree


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import lib\nlib.call()", True),
        ("from lib import call as c\nc()", True),
        ("from lib.inner import x\nx.call()", True),
        ("import other\nother.call()", False),
        ("from .lib import call\ncall()", False),
        ("import lib\nlib.other()", False),
        ("import lib\nlib.start()", False),
        ("import lib\nfrom second import start as begin\nbegin()", True),
    ],
)
def test_a_file(source: str, expected: bool) -> None:
    relevance, _ = relevance_of(source)
    assert relevance.can_hold() is expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", "lib.call()", True),
        ("c = lib.call", "c()", True),
        ("make = partial(lib.call, 1)", "make(a=1)", True),
        ("class C:\n    make = staticmethod(lib.call)", "C.make()", True),
        ("", "global x", False),
        ("", "self.x = 1", False),
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


def test_what_sets_something_that_is_used_matters() -> None:
    source = """
        import lib
        class C:
            def __init__(self, url):
                self._url = url
            @property
            def url(self):
                return self._url
            def connect(self):
                return lib.call(self.url)
            def rename(self):
                self.title = "nothing that a call rests on"
            def switch(self):
                def inner():
                    self._url = "other"
                inner()
    """
    relevance, tree = relevance_of(textwrap.dedent(source))
    names = Names(tree)
    needed = relevance.setters_that_matter(tree, names.setters)
    functions = {id(node): node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert {functions[one] for one in needed} == {"__init__", "switch", "inner"}

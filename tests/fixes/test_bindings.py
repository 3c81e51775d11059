"""What the names of a file are bound to."""

from __future__ import annotations

from pooler_lint.fixes.bindings import Binding, bindings_of, unbound_names
from tests.table import each_row


@each_row(
    ("text", "bindings"),
    [
        ("import a\n", [Binding("a", "a", 1, False, False)]),
        ("import a.b.c\n", [Binding("a", "a", 1, False, False)]),
        ("import a.b as c\n", [Binding("c", "a.b", 1, False, False)]),
        (
            "\nfrom a.b import c, d as e\n",
            [Binding("c", "a.b.c", 2, False, False), Binding("e", "a.b.d", 2, False, False)],
        ),
        ("from . import a\n", [Binding("a", "..a", 1, False, False)]),
        ("from ..b import a\n", [Binding("a", "..b.a", 1, False, False)]),
        ("if x:\n    import a\n", [Binding("a", "a", 2, True, False)]),
        ("try:\n    import a\nexcept E:\n    pass\n", [Binding("a", "a", 2, True, True)]),
        ("try:\n    pass\nfinally:\n    import a\n", [Binding("a", "a", 4, True, True)]),
        ("a = 1\n", [Binding("a", None, 1, False, False)]),
        ("x\n(a := 1)\ndel b\n", [Binding("b", None, 3, False, False), Binding("a", None, 2, False, False)]),
        ("def f(a):\n    pass\n", [Binding("f", None, 1, False, False), Binding("a", None, 1, False, False)]),
        ("class A: pass\n", [Binding("A", None, 1, False, False)]),
        ("try: pass\nexcept E as e: pass\n", [Binding("e", None, 2, False, False)]),
        (
            "match x:\n    case {'a': b, **c}: pass\n    case [*d]: pass\n",
            [
                Binding("c", None, 2, False, False),
                Binding("b", None, 2, False, False),
                Binding("d", None, 3, False, False),
            ],
        ),
        ("x = (\n", []),
    ],
)
def test_every_binding(text: str, bindings: list[Binding]) -> None:
    assert list(bindings_of(text)) == bindings


@each_row(
    ("text", "names"), [("a = b\nprint(a)\n", {"b", "print"}), ("from m import *\nx\n", {"x"}), ("x = (\n", set())]
)
def test_names_that_are_nowhere_bound(text: str, names: set[str]) -> None:
    assert unbound_names(text) == names

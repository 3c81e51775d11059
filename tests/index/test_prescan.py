"""Who uses, binds and changes which name."""

from __future__ import annotations

import ast
import textwrap

from pooler_lint.index.prescan import MODULE_SCOPE, Names
from tests.table import each_row


def names_of(source: str) -> tuple[Names, dict[str, int]]:
    tree = ast.parse(textwrap.dedent(source))
    functions = {node.name: id(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    names = Names(tree)
    KEPT.append(tree)  # the ids are those of living nodes
    return names, functions


KEPT: list[ast.Module] = []


@each_row(
    ("body", "expected"),
    [
        ("x = 1", {"x"}),
        ("x += 1", {"x"}),
        ("import a.b, c as d", {"a", "d"}),
        ("global x\nx = 1", set()),
        ("def g(): y = 1", {"g"}),
        ("class C: y = 1", {"C"}),
        ("for x, y in z: pass", {"x", "y"}),
        ("with a as b: pass", {"b"}),
        ("try: pass\nexcept E as e: pass", {"e"}),
        ("(x := 1)", {"x"}),
        ("match a:\n    case [b, *c]: pass\n    case {'k': d, **e}: pass", {"b", "c", "d", "e"}),
        ("del x", {"x"}),
        ("x.y = 1", set()),
        ("x['a'] = 1", set()),
    ],
)
def test_bound_names(body: str, expected: set[str]) -> None:
    names, functions = names_of("def f(p, *a, k=1, **kw):\n" + textwrap.indent(body, "    "))
    assert names.bound[functions["f"]] == expected | {"p", "a", "k", "kw"}


def test_reads_and_places_that_bind() -> None:
    names, functions = names_of("x = 1\nx = 2\ny = x\ndef f(x):\n    x = 3\n    return x, y\nx.update(a=1)\n")
    assert names.loads[MODULE_SCOPE, "x"] == 1
    assert names.stores[MODULE_SCOPE, "x"] == 2
    assert names.stores[functions["f"], "x"] == 2
    assert names.loads[MODULE_SCOPE, "y"] == 1


def test_a_function_is_bound_where_it_is_defined() -> None:
    names, functions = names_of("def f():\n    f = 1\n    return f\n")
    assert names.stores[MODULE_SCOPE, "f"] == 1
    assert names.stores[functions["f"], "f"] == 1


@each_row(
    "change",
    ["d['a'] = 1", "del d['a']", "d.update(a=1)", "x = d.pop('a')", "d.append(1)", "d['a']['b'] = 1"],
)
def test_what_is_changed_inside(change: str) -> None:
    names, functions = names_of(f"d = {{}}\ndef f():\n    {change}\n")
    assert names.changed_inside == {(MODULE_SCOPE, "d"): {functions["f"]}}
    names, functions = names_of(f"def g():\n    d = {{}}\n    def f():\n        {change}\n")
    assert names.changed_inside == {(functions["g"], "d"): {functions["f"]}}
    assert names_of(f"def f(d):\n    {change}\n")[0].changed_inside == {}


def test_nonlocal_is_a_change_from_inside() -> None:
    names, functions = names_of("def g():\n    d = 1\n    def f():\n        nonlocal d\n        d = 2\n")
    assert names.changed_inside == {(functions["g"], "d"): {functions["f"]}}


@each_row("body", ["self.x = 1", "self.x['a'] = 1", "self.x.update(a=1)", "global x", "setattr(self, 'x', 1)"])
def test_setters(body: str) -> None:
    names, functions = names_of(
        f"class C:\n    def f(self):\n        {body}\n    def g(self):\n        return self.x\n"
    )
    assert names.setters == {functions["f"]: {"x"}}
    assert names.attribute_stores["x"] == (0 if body == "global x" else 1)

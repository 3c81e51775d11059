"""Walking a syntax tree, past the nodes that say nothing: every name carries a `Load()` or `Store()`."""

from __future__ import annotations

import ast

_EMPTY = frozenset({"ctx", "op", "ops", "kind", "type_comment", "type_ignores"})
"""Fields that hold no expression, statement or name."""
_CHILDLESS = (ast.Name, ast.Constant, ast.alias, ast.Global, ast.Nonlocal, ast.Pass, ast.Break, ast.Continue)


_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {}
"""The fields of a kind of node that are looked into, once it was met."""


def _fields(kind: type[ast.AST]) -> tuple[str, ...]:
    found = () if issubclass(kind, _CHILDLESS) else tuple(field for field in kind._fields if field not in _EMPTY)
    _FIELDS[kind] = found
    return found


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes right below this one, in the order of the text's grammar, without contexts and operators."""
    found: list[ast.AST] = []
    kind = type(node)
    for field in _FIELDS[kind] if kind in _FIELDS else _fields(kind):
        value = getattr(node, field, None)
        if isinstance(value, ast.AST):
            found.append(value)
        elif isinstance(value, list):
            found.extend([item for item in value if isinstance(item, ast.AST)])
    return found


def walk(top: ast.AST) -> list[ast.AST]:
    """The node and all below it, without contexts and operators, each before those below it."""
    found = [top]
    for node in found:
        found.extend(children(node))
    return found

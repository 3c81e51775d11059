"""Walking a syntax tree, past the nodes that say nothing: every name carries a `Load()` or `Store()`."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

N = TypeVar("N", bound=ast.AST)

_EMPTY = frozenset({
    "ctx", "op", "ops", "kind", "type_comment", "type_ignores",
    "id", "attr", "arg", "level", "conversion", "rest", "is_async", "simple", "kwd_attrs", "module",
})  # fmt: skip
"""Fields that hold no expression, statement or name that is a node."""
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
        if type(value) is list:
            found.extend([item for item in value if isinstance(item, ast.AST)])
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def walk(top: ast.AST) -> list[ast.AST]:
    """The node and all below it, without contexts and operators, each before those below it."""
    found = [top]
    for node in found:
        found.extend(children(node))
    return found


class Nodes:
    """The nodes of a tree by their kinds: most questions are about a few kinds only."""

    __slots__ = ("_by_kind",)

    def __init__(self, top: ast.AST) -> None:
        self._by_kind: defaultdict[type[ast.AST], list[ast.AST]] = defaultdict(list)
        for node in walk(top):
            self._by_kind[type(node)].append(node)

    def of(self, kind: type[N]) -> Sequence[N]:
        """Those of this very kind."""
        return self._by_kind.get(kind, ())  # type: ignore[return-value]  # each stands under its own type

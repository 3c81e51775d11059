"""Walking a syntax tree, past the nodes that say nothing: every name carries a `Load()` or `Store()`."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar

N = TypeVar("N", bound=ast.AST)
FunctionNode: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda"
ByKind: TypeAlias = "defaultdict[type[ast.AST], list[Any]]"

LISTED = frozenset({ast.Call, ast.Dict, ast.ImportFrom, ast.List, ast.Return, ast.Set, ast.Tuple})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)

_EMPTY = frozenset({
    "ctx", "op", "ops", "kind", "type_comment", "type_ignores",
    "id", "attr", "arg", "level", "conversion", "rest", "is_async", "simple", "kwd_attrs", "module",
})  # fmt: skip
"""Fields that hold no expression, statement or name that is a node."""
_CHILDLESS = (ast.Name, ast.Constant, ast.alias, ast.Global, ast.Nonlocal, ast.Pass, ast.Break, ast.Continue)

_FIELDS: dict[type[ast.AST], tuple[Callable[[ast.AST], Any], bool]] = {}
"""What gives the fields that are looked into, and whether it is one alone, for each kind of node once it was met."""


def _fields(kind: type[ast.AST]) -> tuple[Callable[[ast.AST], Any], bool]:
    fields = () if issubclass(kind, _CHILDLESS) else tuple(field for field in kind._fields if field not in _EMPTY)
    _FIELDS[kind] = attrgetter(*fields) if fields else lambda node: (), len(fields) == 1
    return _FIELDS[kind]


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes right below this one, in the order of the text's grammar, without contexts and operators."""
    found: list[ast.AST] = []
    kind = type(node)
    get, is_one = _FIELDS[kind] if kind in _FIELDS else _fields(kind)
    for value in (get(node),) if is_one else get(node):
        if type(value) is list:
            found += value if None not in value else [item for item in value if item is not None]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def walk(top: ast.AST) -> list[ast.AST]:
    """The node and all below it, without contexts and operators, each before those below it."""
    found = [top]
    for node in found:
        found.extend(children(node))
    return found


class Scope:
    """A function, or the module, with its nodes by their kinds: those inside of another function are that one's.

    `own` are the nodes that can bind its names, `beside` those of its decorators, parameters and classes. `chain` are
    the `id`s of the functions around and of its own.
    """

    __slots__ = ("beside", "chain", "function", "own")

    def __init__(self, function: FunctionNode | None, chain: tuple[int, ...]) -> None:
        self.function = function
        self.chain = chain
        self.own: ByKind = defaultdict(list)
        self.beside: ByKind = defaultdict(list)


class Nodes:
    """The nodes of a tree by their scopes and kinds, found in one walk: most questions are about a few kinds only.

    `listed` are those of the kinds in `LISTED`, in the order of the text.
    """

    __slots__ = ("listed", "scopes")

    def __init__(self, top: ast.AST) -> None:
        self.scopes: list[Scope] = [Scope(None, ())]
        self.listed: dict[type[ast.AST], list[ast.AST]] = {kind: [] for kind in LISTED}
        self._walk(top)

    def of(self, kind: type[N]) -> list[N]:
        """Return those of this very kind, those of one scope after those of another."""
        found: list[ast.AST] = []
        for scope in self.scopes:
            found += scope.own.get(kind, ())
            found += scope.beside.get(kind, ())
        return found  # type: ignore[return-value]  # each is kept under its own type

    def _walk(self, top: ast.AST) -> None:
        scope, nodes = self.scopes[0], self.scopes[0].own
        stack: list[ast.AST | tuple[Scope, ByKind]] = [top]
        while stack:
            node = stack.pop()
            if isinstance(node, tuple):  # the nodes before it on the stack are those of another scope
                scope, nodes = node
                continue
            kind = type(node)
            nodes[kind].append(node)
            if kind is ast.Name or kind is ast.Constant:
                continue
            if kind in LISTED:
                self.listed[kind].append(node)
            if isinstance(node, _FUNCTIONS):
                stack.append((scope, nodes))
                inner = Scope(node, (*scope.chain, id(node)))
                self.scopes.append(inner)
                stack += _in_parts(node, inner)
            elif kind is ast.ClassDef:
                stack.append((scope, nodes))
                stack += reversed(children(node))
                stack.append((scope, scope.beside))
            else:
                below = children(node)
                below.reverse()
                stack += below


def _in_parts(node: FunctionNode, scope: Scope) -> list[ast.AST | tuple[Scope, ByKind]]:
    """Return what is below the function, the last first, with a mark before what is its own and what is beside."""
    if isinstance(node, ast.Lambda):
        return [node.body, node.args, (scope, scope.beside)]
    after = [*node.decorator_list, *([node.returns] if node.returns else ()), *getattr(node, "type_params", ())]
    body = [(scope, scope.beside), *reversed(node.body), (scope, scope.own)]
    return [*reversed(after), *body, node.args, (scope, scope.beside)]

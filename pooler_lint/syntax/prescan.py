"""One quick walk over the tree before the reading: who uses which name, and what is changed from elsewhere."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

FunctionNode: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda"

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_CHANGING_METHODS = frozenset({"update", "setdefault", "pop", "popitem", "clear", "__setitem__"})

MODULE_SCOPE = 0


class Names:
    """How the names of a file are used: enough to be careful with what others use too.

    `loads` counts the reads of a name by the scope that binds it (the `id` of the function's node, 0 for the module),
    without those that only change a dict; `attribute_loads` counts `.name` wherever it stands.
    """

    __slots__ = ("attribute_loads", "bound", "changed_in_functions", "loads")

    def __init__(self, tree: ast.Module) -> None:
        self.loads: Counter[tuple[int, str]] = Counter()
        self.attribute_loads: Counter[str] = Counter()
        self.changed_in_functions: dict[str, set[int]] = {}
        self.bound: dict[int, frozenset[str]] = {}
        changed: set[int] = set()
        stack: list[tuple[ast.AST, tuple[int, ...]]] = [(tree, ())]
        while stack:
            node, scopes = stack.pop()
            if isinstance(node, _FUNCTIONS):
                self.bound[id(node)] = bound_names(node)
                scopes = (*scopes, id(node))
            base = _changed_base(node)
            if base is not None:
                changed.add(id(base))
                if isinstance(base, ast.Name) and scopes and self._binder(base.id, scopes) == MODULE_SCOPE:
                    self.changed_in_functions.setdefault(base.id, set()).update(scopes)
            self._count(node, scopes, changed)
            stack.extend((child, scopes) for child in reversed(list(ast.iter_child_nodes(node))))

    def _count(self, node: ast.AST, scopes: tuple[int, ...], changed: set[int]) -> None:
        if not isinstance(getattr(node, "ctx", None), ast.Load) or id(node) in changed:
            return
        if isinstance(node, ast.Name):
            self.loads[self._binder(node.id, scopes), node.id] += 1
        elif isinstance(node, ast.Attribute):
            self.attribute_loads[node.attr] += 1

    def _binder(self, name: str, scopes: tuple[int, ...]) -> int:
        return next((scope for scope in reversed(scopes) if name in self.bound[scope]), MODULE_SCOPE)


def _changed_base(node: ast.AST) -> ast.expr | None:
    """The expression whose dict this node changes: `x` of `x["a"] = 1`, `del x["a"]`, `x.update(...)`."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, (ast.Store, ast.Del)):
        base: ast.expr = node.value
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
        if node.value.func.attr not in _CHANGING_METHODS:
            return None
        base = node.value.func.value
    else:
        return None
    while isinstance(base, ast.Subscript):
        base = base.value
    return base


def bound_names(function: FunctionNode) -> frozenset[str]:
    """The names that are local to the function: parameters and whatever its own body binds."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    names = {argument.arg for argument in every}
    names.update(argument.arg for argument in (arguments.vararg, arguments.kwarg) if argument is not None)
    if isinstance(function, ast.Lambda):
        return frozenset(names)
    declared: set[str] = set()
    for node in own_nodes(function.body):
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            declared.update(node.names)
        names.update(_binds(node))
    return frozenset(names - declared)


def _binds(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
        yield node.id
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        for alias in node.names:
            yield alias.asname or alias.name.split(".")[0]
    elif isinstance(node, ast.ExceptHandler) and node.name:
        yield node.name


def own_nodes(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes of a body without those of the functions and classes defined in it (their own nodes are included)."""
    stack: list[ast.AST] = list(reversed(body))
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            continue
        stack.extend(reversed(list(ast.iter_child_nodes(node))))

"""Which names a file binds to what, anywhere in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache

from pooler_lint.index.parsing import parse
from pooler_lint.records import dataclass

_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.ExceptHandler, ast.MatchAs, ast.MatchStar)


@dataclass(frozen=True, slots=True)
class Binding:
    """A place that gives a name a meaning: `dotted` is what an import gives it, None for anything else."""

    name: str
    dotted: str | None
    line: int
    nested: bool
    """An import that is not a statement at the top of the file."""
    guarded: bool
    """An import inside a `try`."""


@lru_cache(maxsize=2)  # each fix of a file asks
def unbound_names(text: str) -> frozenset[str]:
    """Return the names that the file reads and nowhere binds: builtins, what comes with a star, and what is missing."""
    return frozenset({name for name, _ in names_read(text)} - {binding.name for binding in bindings_of(text)})


@lru_cache(maxsize=2)
def names_read(text: str) -> frozenset[tuple[str, int]]:
    """Return the names that stand in the file, each with its line."""
    return frozenset((node.id, node.lineno) for node in _nodes(text) if isinstance(node, ast.Name))


@lru_cache(maxsize=2)
def assigned_attributes(text: str) -> frozenset[str]:
    """Return the names of the attributes that the file sets or deletes, of whatever object."""
    stored = {node.attr for node in _nodes(text) if isinstance(node, ast.Attribute) and not _is_read(node)}
    return frozenset(stored | {name for node in _nodes(text) for name in _set_by_name(node)})


def _nodes(text: str) -> Iterator[ast.AST]:
    tree = parsed(text)
    return iter(()) if tree is None else ast.walk(tree)


@lru_cache(maxsize=2)
def bindings_of(text: str) -> tuple[Binding, ...]:
    """Return every binding of the file; nothing if the text does not parse."""
    tree = parsed(text)
    if tree is None:
        return ()
    top = {id(node) for node in tree.body}
    found: list[Binding] = []
    stack: list[tuple[ast.AST, bool]] = [(tree, False)]
    for node, in_try in stack:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            nested = id(node) not in top
            found += [Binding(name, dotted, node.lineno, nested, in_try) for name, dotted in _imported(node)]
        else:
            found += [Binding(name, None, getattr(node, "lineno", 0), False, False) for name in _bound(node)]
        inside = in_try or isinstance(node, ast.Try)
        stack.extend((child, inside) for child in ast.iter_child_nodes(node))
    return tuple(found)


@lru_cache(maxsize=2)  # a repair asks several questions about one text
def parsed(text: str) -> ast.Module | None:
    """Return the syntax tree of the text; None if there is none."""
    try:
        return parse(text)
    except (SyntaxError, ValueError):
        return None


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            yield alias.asname or alias.name, "." * node.level + f"{node.module or ''}.{alias.name}"
        elif alias.asname:
            yield alias.asname, alias.name
        else:
            root = alias.name.partition(".")[0]
            yield root, root


def _is_read(node: ast.Name | ast.Attribute | ast.Subscript) -> bool:
    return isinstance(node.ctx, ast.Load)


def _set_by_name(node: ast.AST) -> Iterator[str]:
    """Yield the name of an attribute or global that is set through a string."""
    key: ast.expr | None = None
    if isinstance(node, ast.Subscript) and not _is_read(node):
        key = node.slice
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("setattr", "delattr"):
        key = node.args[1] if len(node.args) > 1 else None
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        yield key.value


def _bound(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name) and not _is_read(node):
        yield node.id
    elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Call):  # globals()["name"] = ...
        yield from _set_by_name(node)
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, _NAMED) and node.name:
        yield node.name
    elif type(node).__name__ in ("TypeVar", "ParamSpec", "TypeVarTuple"):  # from Python 3.12
        yield str(getattr(node, "name", ""))
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest

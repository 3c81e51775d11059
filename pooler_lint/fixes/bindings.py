"""Which names a file binds to what, anywhere in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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
    tree = _parsed(text)
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} if tree is not None else set()
    return frozenset(read - {binding.name for binding in bindings_of(text)})


@lru_cache(maxsize=2)
def bindings_of(text: str) -> tuple[Binding, ...]:
    """Return every binding of the file; nothing if the text does not parse."""
    tree = _parsed(text)
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
def _parsed(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
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


def _bound(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, _NAMED) and node.name:
        yield node.name
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest

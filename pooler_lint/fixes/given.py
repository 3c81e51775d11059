"""Arguments that the code puts into a dict, wherever it does so: also in branches that no known value leads to."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pooler_lint.fixes.bindings import parsed
from pooler_lint.fixes.spans import Span
from pooler_lint.lines import LineIndex


@lru_cache(maxsize=2)  # each fix of a file asks
def given_to(text: str) -> Mapping[str, tuple[tuple[str, Span], ...]]:
    """Return the keys that are put into the dicts of the file, by the names of the dicts, and where the values are."""
    tree = parsed(text)
    if tree is None:
        return {}
    index = LineIndex(text)
    found: dict[str, list[tuple[str, Span]]] = {}
    for node in ast.walk(tree):
        for name, key, value in _entries(node):
            found.setdefault(name, []).append((key, Span(*index.offsets_of(value))))
    return {name: tuple(entries) for name, entries in found.items()}


def _entries(node: ast.AST) -> Iterator[tuple[str, str, ast.expr]]:
    """Yield the name of the dict, the key and the value of what the node puts into one."""
    if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            if isinstance(target, ast.Name):
                yield from ((target.id, key, value) for key, value in _pairs(node.value))
            elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
                yield from ((target.value.id, key, node.value) for key in _text(target.slice))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
        if node.func.attr in ("update", "setdefault"):
            name = node.func.value.id
            yield from ((name, key, value) for argument in node.args for key, value in _pairs(argument))
            yield from ((name, one.arg, one.value) for one in node.keywords if one.arg is not None)
            if node.func.attr == "setdefault" and len(node.args) == 2:
                yield from ((name, key, node.args[1]) for key in _text(node.args[0]))


def _pairs(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Yield the entries of the dicts that the expression can give."""
    if isinstance(node, ast.IfExp):
        yield from _pairs(node.body)
        yield from _pairs(node.orelse)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if key is not None:
                yield from ((text, value) for text in _text(key))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict":
        yield from ((one.arg, one.value) for one in node.keywords if one.arg is not None)


def _text(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value

"""Programs and functions that create a connection, use it and end it."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator, Mapping

_SERVING = ("forever", "serve", "server", "poll", "listen", "loop", "worker", "consum", "schedule", "webhook", "idle")
"""Parts of the names of functions that run until the program is stopped."""
_STARTING = frozenset({"run", "start", "run_app", "main", "launch", "work", "run_until_disconnected"})
"""Functions that do so if they belong to something else than this file."""
_LOOKED_UP = frozenset({"get_event_loop", "new_event_loop", "set_event_loop", "get_running_loop"})
_RUNNERS = frozenset({"asyncio", "anyio", "trio", "curio", "uvloop", "subprocess", "typer"})
"""Modules whose `run` ends with what it is given."""
_Function = (ast.FunctionDef, ast.AsyncFunctionDef)
_Definition = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Program:
    """A file as a program; it is looked at once for all of its connections."""

    __slots__ = ("_block", "_definitions", "_disposing", "_is_alembic", "_started", "_used_otherwise")

    def __init__(self, tree: ast.Module, path: str) -> None:
        self._definitions = {node.name: node for node in tree.body if isinstance(node, _Definition)}
        functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = []
        lines: list[int] = []
        for node in ast.walk(tree):
            if isinstance(node, _Function):
                functions.append(node)
            elif isinstance(node, ast.Attribute) and node.attr == "dispose":
                lines.append(node.lineno)
        self._disposing = [node for node in functions if any(_holds(node, line) for line in lines)] if lines else []
        self._is_alembic = os.path.basename(path) == "env.py" and _imports_alembic(tree)
        self._block = next((node for node in tree.body if _is_main(node)), None)
        self._started: set[str] = set()
        self._used_otherwise: set[str] = set()
        if self._block is None:
            return
        self._started = _reached([self._block], self._definitions)
        if any(_stays(node, self._definitions) for node in (self._block, *self._named(self._started))):
            self._block = None
            return
        others = [node for node in tree.body if node is not self._block and not isinstance(node, _Definition)]
        self._used_otherwise = _reached(others, self._definitions)

    def ends_with(self, line: int) -> str | None:
        """Return what ends the connection that is created at this line, or the program; None if nothing does soon."""
        name = self._disposed(line)
        if name is not None:
            return f"{name}.dispose() in the same function"
        if self._is_alembic:
            return "Alembic's env.py"
        if self._block is None:
            return None
        owner = next((name for name, node in self._definitions.items() if _holds(node, line)), None)
        if _holds(self._block, line) or (owner in self._started and owner not in self._used_otherwise):
            return "its `__main__` block runs and ends"
        return None

    def _disposed(self, line: int) -> str | None:
        """Return the name of the engine that the function around the line creates, and disposes of at its end."""
        own = max((node for node in self._disposing if _holds(node, line)), key=lambda node: node.lineno, default=None)
        if own is None:
            return None
        inner = list(ast.walk(own))
        if any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in inner):
            return None  # a lifespan or a fixture
        if any(_stays(node, self._definitions) for node in (own, *self._named(_reached([own], self._definitions)))):
            return None
        created = (node for node in inner if isinstance(node, ast.Assign) and _holds(node, line))
        targets = {target.id for node in created for target in node.targets if isinstance(target, ast.Name)}
        for node in inner:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "dispose":
                if isinstance(node.func.value, ast.Name) and node.func.value.id in targets:
                    return node.func.value.id
        return None

    def _named(self, names: Iterable[str]) -> list[ast.stmt]:
        return [self._definitions[name] for name in names]


def _imports_alembic(tree: ast.Module) -> bool:
    modules = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
    modules += [alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names]
    return any(module is not None and module.partition(".")[0] == "alembic" for module in modules)


def _is_main(node: ast.stmt) -> bool:
    """True for `if __name__ == "__main__":`."""
    if not isinstance(node, ast.If) or not isinstance(node.test, ast.Compare):
        return False
    sides = (node.test.left, *node.test.comparators)
    has_name = any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)
    return has_name and any(isinstance(side, ast.Constant) and side.value == "__main__" for side in sides)


def _holds(node: ast.stmt, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)


def _reached(nodes: Iterable[ast.AST], definitions: Mapping[str, ast.stmt]) -> set[str]:
    """Return the names of the definitions that these nodes use, directly or through others."""
    reached: set[str] = set()
    waiting = list(nodes)
    while waiting:
        for inner in ast.walk(waiting.pop()):
            if isinstance(inner, ast.Name) and inner.id in definitions and inner.id not in reached:
                reached.add(inner.id)
                waiting.append(definitions[inner.id])
    return reached


def _stays(node: ast.AST, definitions: Mapping[str, ast.stmt]) -> bool:
    """True if this code may run until the program is stopped."""
    return any(_never_ends(inner) or _serves(inner, definitions) for inner in _walk(node))


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    for inner in ast.walk(node):
        if isinstance(inner, (ast.While, ast.Call)):
            yield inner


def _never_ends(node: ast.AST) -> bool:
    return isinstance(node, ast.While) and isinstance(node.test, ast.Constant) and bool(node.test.value)


def _serves(node: ast.AST, definitions: Mapping[str, ast.stmt]) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        name, is_own = node.func.id, node.func.id in definitions
    elif isinstance(node.func, ast.Attribute):
        name, owner = node.func.attr, node.func.value
        is_own = isinstance(owner, ast.Name) and owner.id in _RUNNERS
    else:
        return False
    if is_own or name in _LOOKED_UP:
        return False
    return name in _STARTING or any(part in name.lower() for part in _SERVING)

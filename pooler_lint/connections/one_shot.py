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


def ends_with(tree: ast.Module | None, path: str, line: int) -> str | None:
    """Return what ends the connection that is created at this line, or its program; None if nothing does soon."""
    if tree is None:
        return None
    definitions = {node.name: node for node in tree.body if isinstance(node, _Definition)}
    name = _disposed(tree, line, definitions)
    if name is not None:
        return f"{name}.dispose() in the same function"
    if os.path.basename(path) == "env.py" and _imports_alembic(tree):
        return "Alembic's env.py"
    block = next((node for node in tree.body if _is_main(node)), None)
    if block is None:
        return None
    started = _reached([block], definitions)
    others = [node for node in tree.body if node is not block and not isinstance(node, _Definition)]
    owner = next((name for name, node in definitions.items() if _holds(node, line)), None)
    if not _holds(block, line) and (owner not in started or owner in _reached(others, definitions)):
        return None
    own = [block, *(definitions[name] for name in started)]
    return None if any(_stays(node, definitions) for node in own) else "its `__main__` block runs and ends"


def _disposed(tree: ast.Module, line: int, definitions: Mapping[str, ast.stmt]) -> str | None:
    """Return the name of the engine that the function around the line creates, and disposes of before it returns."""
    around = [node for node in ast.walk(tree) if isinstance(node, _Function) and _holds(node, line)]
    if not around:
        return None
    own = max(around, key=lambda node: node.lineno)
    inner = list(ast.walk(own))
    if any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in inner):
        return None  # a lifespan or a fixture
    if any(_stays(node, definitions) for node in (own, *(definitions[name] for name in _reached([own], definitions)))):
        return None
    created = (node for node in inner if isinstance(node, ast.Assign) and _holds(node, line))
    targets = {target.id for node in created for target in node.targets if isinstance(target, ast.Name)}
    for node in inner:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "dispose":
            if isinstance(node.func.value, ast.Name) and node.func.value.id in targets:
                return node.func.value.id
    return None


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

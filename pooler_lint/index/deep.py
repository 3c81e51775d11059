"""Code that nests thousands of levels deep: room for the recursion that follows it, and how deep it is."""

from __future__ import annotations

import ast
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

BYTES_PER_LEVEL = 2048
"""Stack for one call of Python: CPython 3.10, which needs most, takes less than half of it."""
_STACKS = (512 * 1024 * 1024, 64 * 1024 * 1024)
"""Of these bytes only what is used is taken from the machine. The second is for where address space is limited."""

_lock = threading.RLock()
_here = threading.local()


def deep(function: Callable[[], T]) -> T:
    """Run `function` where recursion of a quarter of a million levels ends neither in an error nor in a dead process.

    What goes deeper raises RecursionError, as ever.
    """
    if getattr(_here, "inside", False):
        return function()
    with _lock:
        limit = sys.getrecursionlimit()
        try:
            for stack in _STACKS:
                outcome = _Outcome(function, max(limit, stack // BYTES_PER_LEVEL))
                if _ran(outcome, stack):
                    return outcome.result()
        finally:
            sys.setrecursionlimit(limit)
    return function()


class _Outcome(Generic[T]):
    """What became of a function that another thread ran."""

    def __init__(self, function: Callable[[], T], levels: int) -> None:
        self._function = function
        self._levels = levels
        self._results: list[T] = []
        self._errors: list[BaseException] = []

    def run(self) -> None:
        _here.inside = True
        try:
            sys.setrecursionlimit(self._levels)
            self._results.append(self._function())
        except BaseException as error:  # re-raised in the thread that asked
            self._errors.append(error)

    def result(self) -> T:
        if self._errors:
            raise self._errors[0]
        return self._results[0]


def _ran(outcome: _Outcome[T], stack: int) -> bool:
    """Run it in a thread with a stack of so many bytes; False where there can be no such thread."""
    try:
        previous = threading.stack_size(stack)
    except (ValueError, RuntimeError):
        return False
    try:
        # A daemon: Ctrl-C ends the program at once, not when the file is done.
        thread = threading.Thread(target=outcome.run, name="pooler-lint-deep", daemon=True)
        thread.start()
    except RuntimeError:  # no memory to map, or a Python without threads
        return False
    finally:
        threading.stack_size(previous)
    thread.join()
    return True


class Extent(NamedTuple):
    """How large a tree is, and how deep its deepest expression and statement stand, with the line (from 1) of each.

    Operators of a sum count half: a parser has less to do with them than with calls, subscripts and the like.
    """

    nodes: int
    levels: int
    expression_line: int
    statements: int
    statement_line: int


def extent(tree: ast.AST) -> Extent:
    """The extent of a tree, found without recursion. An `elif` stands in the `else` of the `if` before it."""
    nodes, deepest, deepest_line, inmost, inmost_line = 0, 0, 1, 0, 1
    for node, halves, statements in _with_depths(tree):
        nodes += 1
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            nodes += len(node.names)  # which are no nodes of `ast`
        if isinstance(node, ast.expr) and halves > deepest:
            deepest, deepest_line = halves, node.lineno
        elif isinstance(node, (ast.stmt, ast.ExceptHandler)) and statements > inmost:
            inmost, inmost_line = statements, node.lineno
    return Extent(nodes, deepest // 2, deepest_line, inmost, inmost_line)


def _with_depths(tree: ast.AST) -> Iterator[tuple[ast.AST, int, int]]:
    """Yield each node with the depth of its expression, in halves of a level, and that of its statement."""
    stack: list[tuple[ast.AST, int, int]] = [(tree, 0, 0)]
    while stack:
        node, halves, statements = stack.pop()
        if isinstance(node, ast.expr):
            halves += 1 if isinstance(node, ast.BinOp) else 2
        elif isinstance(node, (ast.stmt, ast.ExceptHandler)):
            halves, statements = 0, statements + 1
        yield node, halves, statements
        stack.extend((child, halves, statements) for child in ast.iter_child_nodes(node))

"""Connections that other modules pass to functions of the file: what the functions do with them.

A use of a parameter says nothing of the connection. If its SQL matters, the modules that call the function are
evaluated, and the use is recorded where the calls lead to it. Callers of callers are asked where these receive the
connection themselves.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping

from pooler_lint.evaluate.functions import read_functions
from pooler_lint.evaluate.limits import ExhaustedError
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.outside import Outside
from pooler_lint.index.needed import needed
from pooler_lint.index.nodes import walk
from pooler_lint.index.parts import Sought
from pooler_lint.index.relevance import identifier
from pooler_lint.queries.handed import hand_over
from pooler_lint.queries.watching import aliases

MAX_LEVELS = 3
"""Callers of callers of callers."""
MAX_MODULES = 12
"""Modules that are evaluated for the connections that one file receives."""


def follow_callers(machine: Machine) -> None:
    """Record what functions of the file do with connections that other modules pass to them."""
    outside = machine.shared.outside
    done: dict[str, set[str]] = {}
    modules = 0
    if outside is None:
        return
    for _ in range(MAX_LEVELS):
        asked, machine.asked = machine.asked, {}
        for file, names in asked.items():
            new = names - done.setdefault(file, set())
            done[file] |= new
            try:
                for words, other in _others(outside, machine, file, new):
                    modules += 1
                    if modules > MAX_MODULES:
                        return
                    _follow(other, words, machine)
            except ExhaustedError:
                return


def _others(
    outside: Outside, machine: Machine, file: str, names: Collection[str]
) -> Iterator[tuple[Mapping[str, Collection[str]], Machine]]:
    """Yield the modules that may use these names of a file, each with the names to look for."""
    path = machine.shared.texts[file][0]
    words = _words(machine.shared.trees[file], names)
    if words:
        yield from ((words, other) for _, other in outside.users(path, words.keys()).others)
    for name in (name for name in names if name.startswith(_STATE)):
        attribute = name.removeprefix(_STATE)
        yield from (({attribute: ()}, other) for _, other in outside.readers(path, attribute).others)


def _words(tree: ast.Module, names: Collection[str]) -> Mapping[str, Collection[str]]:
    """Return the names by which other modules call these functions, or make instances, each with its methods."""
    found: dict[str, Collection[str]] = {}
    for node in tree.body:
        own = getattr(node, "name", "")
        if isinstance(node, ast.ClassDef):
            found.update((own, methods) for methods in _methods(node, names, found))
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            found.update((name, ()) for name in _names_set(node) if name in names)
        elif own in names:
            found[own] = ()
    return found


def _methods(
    cls: ast.ClassDef, names: Collection[str], found: Mapping[str, Collection[str]]
) -> Iterator[Collection[str]]:
    """Yield the methods of a class with one of these names, a method of one, or a base that is found already."""
    own = [one.name for one in cls.body if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef))]
    bases = [base.id for base in cls.bases if isinstance(base, ast.Name) and base.id in found]
    if bases or any(name in names for name in (cls.name, *own)):
        yield [*(name for name in own if not name.startswith("__")), *(name for base in bases for name in found[base])]


def _names_set(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _follow(machine: Machine, words: Mapping[str, Collection[str]], recorder: Machine) -> None:
    """Follow of another module what calls these, and what it does with connections itself."""
    machine.followed = recorder.followed
    names = {*words, *aliases(machine.names, words), *(name for methods in words.values() for name in methods)}
    matters = needed(machine.tree, Sought(frozenset(names), methods=recorder.followed.methods), machine.names)
    machine.passed_over = matters.passed_over
    machine.is_searched = True
    machine.hand_over = hand_over
    with machine.shared.from_the_top():
        machine.shared.stack = ()
        machine.run_module(machine.tree.body)
        read_functions(machine, machine.queue, matters.holders)
    passed_on = set(_passed_on(machine.tree, words))
    if passed_on:
        recorder.asked.setdefault(machine.file, set()).update(passed_on)


def _passed_on(tree: ast.Module, words: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield the names that stand for one of these in the module, and the functions that make an instance."""
    classes = [word for word, methods in words.items() if methods]
    for node in tree.body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None and _mentions(node.value, words):
            yield from _names_set(node)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and classes and _gives(node, classes):
            yield node.name
    for one in walk(tree):
        if isinstance(one, ast.Assign) and _is_state(one.targets[0]) and _mentions(one.value, words):
            yield f"{_STATE}{identifier(one.targets[0])}"


def _gives(function: ast.AST, classes: Collection[str]) -> bool:
    """True if the function may return or yield an instance of one of the classes."""
    return _mentions(function, classes) and any(isinstance(one, _GIVING) for one in walk(function))


def _is_state(target: ast.expr) -> bool:
    """True for `app.state.pool`."""
    return (
        isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Attribute)
        and f"{target.value.attr}." == _STATE
    )


_STATE = "state."
_GIVING = (ast.Return, ast.Yield)


def _mentions(top: ast.AST, words: Collection[str]) -> bool:
    return any(isinstance(node, ast.Name) and node.id in words for node in walk(top))

"""Watching a module being followed for calls of certain functions, and for what else may call them."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from pooler_lint.evaluate.bases import member_of
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.parameters import LAMBDA
from pooler_lint.index.nodes import children
from pooler_lint.index.prescan import Names
from pooler_lint.lines import Place
from pooler_lint.records import dataclass, replace
from pooler_lint.values import (
    Attribute,
    Called,
    ClassOf,
    Definition,
    Evidence,
    Function,
    Items,
    Symbol,
    Unknown,
    Value,
    alternatives,
)

DefinitionNode: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda"

_ASKING = frozenset({"builtins.isinstance", "builtins.issubclass", "builtins.type", "builtins.super", "typing.cast"})
"""Functions that are handed a class and do not make an instance of it."""
_CLASS = "cls"
"""What a class method calls its class."""


@dataclass(frozen=True, slots=True)
class Target:
    """A function, a lambda that has a name, or a class without an `__init__`, whose callers are looked for.

    `name` is its qualified name.
    `words` are the names by which it is called, `definition` is that of one reading of its module.
    """

    name: str
    node: DefinitionNode
    definition: Definition
    words: tuple[str, ...]

    @property
    def short(self) -> str:
        """Return the name as it is defined."""
        return self.words[0] if isinstance(self.node, ast.Lambda) else self.node.name

    @property
    def is_class(self) -> bool:
        return isinstance(self.node, ast.ClassDef)

    @property
    def makes_instances(self) -> bool:
        """True if a call of the class calls it."""
        return self.is_class or self.short == "__init__"

    @property
    def is_importable(self) -> bool:
        """Other modules can get at it."""
        return "<locals>" not in self.name


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a target: with what, on which instance, and where."""

    called: Called
    instance: Value | None
    evidence: Evidence
    place: Place


def targets_of(tree: ast.Module, names: Collection[str], machine: Machine) -> list[Target]:
    """The functions and classes of these names, as this reading of the module defines them."""
    found = []
    derived = _derived(tree)
    for qualified, node, cls in _definitions(tree):
        if isinstance(node, ast.Lambda):
            if LAMBDA in names:
                found.append(Target(qualified, node, machine.definition(node), (qualified.rpartition(".")[2],)))
            continue
        if node.name not in names or (isinstance(node, ast.ClassDef) and _has_init(node)):
            continue
        words = (cls, *derived.get(cls, ())) if cls is not None and node.name == "__init__" else (node.name,)
        found.append(Target(qualified, node, machine.definition(node), words))
    return found


def is_mentioned(machine: Machine, targets: Sequence[Target]) -> bool:
    """Return True if the module says the name of one of the targets anywhere but where it is defined."""
    every = {word for target in targets for word in target.words}
    if any(target.makes_instances for target in targets):
        every |= {_CLASS, "super"}
    defined = len({target.definition for target in targets})
    found = re.findall(rf"\b(?:{'|'.join(map(re.escape, every))})\b", machine.lines.text)
    return len(found) > defined


def _definitions(tree: ast.Module) -> Iterator[tuple[str, DefinitionNode, str | None]]:
    """Each function and class with its qualified name, and the name of the class that a method belongs to."""
    stack: list[tuple[ast.AST, str, str | None]] = [(tree, "", None)]
    while stack:
        node, prefix, cls = stack.pop()
        for child in children(node):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield f"{prefix}{child.name}", child, cls
                stack.append((child, f"{prefix}{child.name}.<locals>.", None))
            elif isinstance(child, ast.ClassDef):
                yield f"{prefix}{child.name}", child, None
                stack.append((child, f"{prefix}{child.name}.", child.name))
            elif isinstance(child, ast.Assign) and isinstance(child.value, ast.Lambda):
                yield from (
                    (f"{prefix}{one.id}", child.value, cls) for one in child.targets if isinstance(one, ast.Name)
                )
            elif isinstance(child, (ast.stmt, ast.ExceptHandler)):
                stack.append((child, prefix, cls))


def _has_init(node: ast.ClassDef) -> bool:
    return any(isinstance(child, ast.FunctionDef) and child.name == "__init__" for child in node.body)


def _derived(tree: ast.Module) -> dict[str, list[str]]:
    """Return the classes of the module that are made by the `__init__` of a base class, by the name of that class."""
    found: dict[str, list[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not _has_init(node):
            for base in dict.fromkeys(base.id for base in node.bases if isinstance(base, ast.Name)):
                found.setdefault(base, []).append(node.name)
    return found


class Watching:
    """Collects the calls of all targets, by their qualified names, over all modules that are followed.

    `doubts` say why there may be other calls than these.
    """

    def __init__(self, words: frozenset[str]) -> None:
        self.calls: dict[str, list[Call]] = {}
        self.doubts: dict[str, str] = {}
        self._words = words
        self._machine: Machine | None = None
        self._targets: dict[Definition, Target] = {}
        self._methods: dict[str, list[Target]] = {}
        self.names = words
        self._evaluated: set[ast.Call] = set()

    def known(self) -> Mapping[str, int]:
        """Return how many calls of each target are known."""
        return {name: len(calls) for name, calls in self.calls.items()}

    def since(self, known: Mapping[str, int]) -> Iterator[Call]:
        """Yield the calls that were found since then."""
        for name, calls in self.calls.items():
            yield from calls[known.get(name, 0) :]

    def forget_since(self, known: Mapping[str, int]) -> None:
        """Forget the calls that were found since then: the module is followed once more."""
        for name, calls in self.calls.items():
            del calls[known.get(name, 0) :]

    def begin(self, machine: Machine, targets: Sequence[Target]) -> None:
        """From here on this module is followed; `targets` are where it finds them."""
        self._machine = machine
        self._targets = {target.definition: target for target in targets}
        self._methods = {}
        for target in targets:
            if "." in target.name and not target.is_class and target.short != "__init__":
                self._methods.setdefault(target.short, []).append(target)
        self.names = self._words | set(aliases(machine.names, self._words))
        if any(target.makes_instances and target.definition.place.file == machine.file for target in targets):
            self.names |= {_CLASS}
        self._evaluated = set()

    def note(self, machine: Machine, node: ast.Call, called: Called) -> None:
        """This is called here."""
        if machine is not self._machine or not machine.remembers_calls:
            return
        self._evaluated.add(node)
        if isinstance(called.function, Symbol) and called.function.dotted == "functools.partial":
            called = _of_partial(called)
        where = f"{machine.path}:{node.lineno}"
        for target in self._handed_on(called):
            self.doubts.setdefault(target.name, f"`{target.short}` is handed on as a value ({where})")
        found = self._called(called.function)
        if found is not None:
            target, instance = found
            short = target.words[0] if target.short == "__init__" else target.short
            evidence = Evidence(f"`{short}` is called here", machine.path, node.lineno)
            self.calls.setdefault(target.name, []).append(Call(called, instance, evidence, machine.place(node)))
        elif isinstance(called.function, Attribute) and isinstance(called.function.base, Unknown):
            for target in self._methods.get(called.function.name, ()):
                self.doubts.setdefault(target.name, f"`{machine.source(node.func)}()` may be a call of it ({where})")

    def end(self) -> None:
        """The module was followed: what of it was not reached may hold calls too."""
        machine = self._machine
        assert machine is not None
        self._machine = None
        nodes = machine.names.nodes
        for node in nodes[ast.Call]:
            if isinstance(node, ast.Call) and node not in self._evaluated and isinstance(node.func, ast.Name):
                self._doubt(machine, node.func, "the call at {} is not followed")
        for kind in (ast.Dict, ast.List, ast.Tuple, ast.Set, ast.Return):
            for child in (child for node in nodes[kind] for child in children(node)):
                if isinstance(child, ast.Name):
                    self._doubt(machine, child, "it is handed on as a value ({})")

    def _doubt(self, machine: Machine, name: ast.Name, why: str) -> None:
        if name.id not in self.names or not isinstance(name.ctx, ast.Load):
            return
        value = machine.module.state.names.get(name.id)
        for _, plain in alternatives(machine.outside(value)) if value is not None else ():
            target = self._target(plain)
            if target is not None:
                self.doubts.setdefault(target.name, why.format(f"{machine.path}:{name.lineno}"))

    def _called(self, function: Value) -> tuple[Target, Value | None] | None:
        """The target that a call of this value calls, and the instance where it is a method of one."""
        if isinstance(function, Attribute):
            cls = function.base.function if isinstance(function.base, Called) else function.base
            member = member_of(cls, function.name) if isinstance(cls, ClassOf) else None
            target = (
                self._targets.get(member.definition) if isinstance(member, Function) and member.definition else None
            )
            return (target, function.base) if target is not None else None
        target = self._target(function)
        if target is None:
            return None
        return target, Called(function, ()) if isinstance(function, ClassOf) else None

    def _target(self, value: Value) -> Target | None:
        if isinstance(value, Function):
            return self._of(value)
        if not isinstance(value, ClassOf):
            return None
        made_by = member_of(value, "__init__")
        if isinstance(made_by, Function):
            return self._of(made_by)
        return self._of(value)

    def _of(self, value: Function | ClassOf) -> Target | None:
        return self._targets.get(value.definition) if value.definition is not None else None

    def _handed_on(self, called: Called) -> Iterator[Target]:
        """Yield the targets that are arguments of the call, if it does not only ask what they are."""
        if not (isinstance(called.function, Symbol) and called.function.dotted in _ASKING):
            for argument in called.arguments:
                yield from self._handed(argument.value)

    def _handed(self, value: Value) -> Iterator[Target]:
        for _, plain in alternatives(value):
            found = self._called(plain) if isinstance(plain, (Function, ClassOf, Attribute)) else None
            if found is not None:
                yield found[0]
            if isinstance(plain, Items):
                for item in plain.items:
                    yield from self._handed(item)


def _of_partial(called: Called) -> Called:
    """`functools.partial(connect, dsn)` as a call of `connect` that is given more later."""
    if not called.arguments or called.arguments[0].name is not None:
        return called
    more = "arguments that are given later"
    return replace(called, function=called.arguments[0].value, arguments=called.arguments[1:], unpacked=more)


def aliases(names: Names, words: Collection[str]) -> Iterator[str]:
    """Yield the other names by which the module imports these."""
    for node in names.nodes[ast.ImportFrom]:
        if isinstance(node, ast.ImportFrom):
            yield from (alias.asname for alias in node.names if alias.asname and alias.name in words)

"""What of a file has to be followed to know what the calls that are looked for are given.

The reading follows statements forwards, and each one costs. Most of them have nothing to do with a connection. So
they are sorted out first, backwards from those that name something that is looked for: a statement is needed if it may
change what a needed one mentions, or decides whether a needed one is reached.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pooler_lint.index.parts import (
    ATTRIBUTE,
    FunctionDefinition,
    Handing,
    Key,
    Part,
    Parts,
    Sought,
    parameters,
    parameters_of,
    parts_of,
)
from pooler_lint.index.prescan import Names
from pooler_lint.records import dataclass

_SETTINGS_OF_CLASSES = frozenset({"model_config", "Config"})
"""What pydantic reads of a class without being asked."""

_CONDITIONAL = (ast.If, ast.While, ast.For, ast.AsyncFor, ast.Match)


@dataclass(frozen=True, slots=True)
class Needed:
    """What has to be followed, all by the `id` of the node.

    `passed_over` are statements that do not matter, `holders` functions that hold something that is looked for.
    """

    passed_over: frozenset[int]
    holders: frozenset[int]


def needed(tree: ast.Module, sought: Sought, names: Names) -> Needed:
    """What of the file has to be followed to know all about what is sought, and about uses of what was made."""
    slicing = _Slicing(parts_of(tree, sought, names))
    slicing.run()
    return slicing.result()


class _Handed(NamedTuple):
    """An argument of a call in a part, and the parameters of functions of the file that get it.

    `parameters` None: another function may get it, which may change it.
    """

    part: Part
    handing: Handing
    parameters: tuple[Key, ...] | None


class _Slicing:
    """Backwards from the parts that name something that is looked for, until nothing more is needed."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._needed: set[Key] = set()
        self._containers: set[Key] = set()
        self._inside: set[Key] = set()
        self._reached: set[Part] = set()
        self._live: set[int] = set()
        self._valued: set[int] = set()
        self._waiting: list[Part] = []
        self._by_change: defaultdict[Key, list[Part]] = defaultdict(list)
        self._by_mutation: defaultdict[Key, list[Part]] = defaultdict(list)
        self._exits_by_key: defaultdict[Key, list[Part]] = defaultdict(list)
        self._exits_inside: defaultdict[Part, list[Part]] = defaultdict(list)
        self._by_handing: defaultdict[Key, list[_Handed]] = defaultdict(list)
        self._by_scope: defaultdict[int, list[Part]] = defaultdict(list)
        for part in parts.all:
            self._by_scope[part.scope].append(part)
            for key in part.changes:
                self._by_change[key].append(part)
            for key in part.mutates:
                self._by_mutation[key].append(part)
        self._add_containers(parts.containers)
        handed = [_Handed(part, handing, self._receiving(handing)) for part in parts.all for handing in part.handings]
        changed = self._changed(handed)
        for one in handed:
            may_change = one.parameters is None or not changed.isdisjoint(one.parameters)
            if may_change and self._is_held(one.handing.given, one.part.scope):
                self._by_handing[one.handing.given].append(one)

    def _receiving(self, handing: Handing) -> tuple[Key, ...] | None:
        """Return the parameters of functions of the file that get the argument; None where another one may get it."""
        key = handing.function
        functions = self._parts.functions.get(key, ()) if key is not None else ()
        if key is None or not functions or len(functions) != len(self._by_change.get(key, ())):
            return None
        return tuple(one for function in functions for one in parameters_of(function, handing))

    def _changed(self, handed: Iterable[_Handed]) -> set[Key]:
        """Return the keys of which what they hold may be changed: there, or where they are handed to."""
        same: defaultdict[Key, list[Key]] = defaultdict(list)
        for key, others in self._parts.aliases.items():
            for other in others:
                same[other].append(key)
        waiting = list(self._by_mutation)
        for one in handed:
            if one.parameters is None:
                waiting.append(one.handing.given)
            for parameter in one.parameters or ():
                same[parameter].append(one.handing.given)
        found: set[Key] = set()
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += same[key]
        return found

    def run(self) -> None:
        """Work until nothing more is needed."""
        for part in self._parts.all:
            if part.is_wanted:
                self._ask(part)
            elif part.is_free:
                self._follow(part)
        while self._waiting:
            part = self._waiting.pop()
            for key in part.mentions:
                self._need(key)

    def result(self) -> Needed:
        """Return what is to be followed."""
        return Needed(
            frozenset(
                id(part.statement)
                for part in self._parts.all
                if not part.is_kept and (not part.scope or part.scope in self._live)
            ),
            frozenset(self._parts.holders),
        )

    def _is_held(self, key: Key, scope: int) -> bool:
        """Only the body that binds a name, or sets an attribute, knows it to hold something that may be changed."""
        if key[0] != ATTRIBUTE:
            return key[0] == scope
        return any(part.scope == scope for part in self._by_change[key])

    @staticmethod
    def _follow(part: Part | None) -> None:
        """Follow it, without a need for what it rests on."""
        while part is not None:
            part.is_kept = True
            part = part.outer

    def _use(self, part: Part) -> None:
        """The part is needed, and so is what it mentions."""
        self._keep(part)
        if not part.is_used:
            part.is_used = True
            self._waiting.append(part)

    def _ask(self, part: Part) -> None:
        """A call in the part is looked for: what it is given is needed, and not what comes out."""
        self._keep(part)
        for key in part.named:
            self._set(key)
        for key in part.asked:
            self._need(key)

    def _keep(self, part: Part) -> None:
        """The part has to be followed, and so has what it stands in."""
        if part in self._reached:
            return
        self._reached.add(part)
        part.is_kept = True
        self._enliven(part.scope)
        if isinstance(part.statement, ast.ClassDef):
            for inner in self._parts.in_class(part):
                self._keep(inner)
                if any(name in _SETTINGS_OF_CLASSES for _, name in inner.changes):
                    self._use(inner)
        if part.outer is not None:
            self._use(part.outer)
        for inner in self._exits_inside.pop(part, ()):
            self._keep(inner)

    def _need(self, key: Key) -> None:
        if key in self._needed:
            return
        self._needed.add(key)
        self._set(key)
        self._need_instances_of(key)
        self._need_inside(key)
        for part in self._exits_by_key.pop(key, ()):
            self._keep(part)
        for part in self._parts.asserting[key]:
            self._use(part)
        for function in self._parts.functions[key]:
            self._need_value(function)

    def _set(self, key: Key) -> None:
        """What stands under the name or the attribute has to be known."""
        for part in self._by_change[key]:
            self._use(part)

    def _need_inside(self, key: Key) -> None:
        """What the thing holds matters, whatever the name it is changed by."""
        if key in self._inside:
            return
        self._inside.add(key)
        for part in self._by_mutation[key]:
            self._use(part)
        if key in self._containers:
            self._need_handing(key)
        for other in self._parts.aliases[key]:
            self._need_inside(other)

    def _need_handing(self, key: Key) -> None:
        """Whoever is handed a dict may change it: that matters, and not what comes out."""
        for one in self._by_handing[key]:
            self._keep(one.part)
            for called in one.part.called:
                self._set(called)
            if one.parameters is not None:
                self._need_changes(one.parameters)
            elif one.handing.function is not None:
                self._need_instances_of(one.handing.function)

    def _need_changes(self, given: Sequence[Key]) -> None:
        """What functions do to these parameters of theirs matters."""
        for function, _ in given:
            self._enliven(function)
        self._add_containers(given)
        for parameter in given:
            self._need_inside(parameter)

    def _add_containers(self, keys: Iterable[Key]) -> None:
        """These may hold a dict, and so may what their values are given to."""
        waiting = list(keys)
        while waiting:
            key = waiting.pop()
            if key not in self._containers:
                self._containers.add(key)
                waiting.extend(self._parts.aliases[key])
                if key in self._inside:
                    self._need_handing(key)

    def _need_instances_of(self, key: Key) -> None:
        for part in self._by_change[key]:
            if isinstance(part.statement, ast.ClassDef):
                self._need_instances(part)

    def _need_instances(self, cls: Part) -> None:
        """Making one calls methods that nobody names."""
        for inner in self._parts.in_class(cls):
            node = inner.statement
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                if node.decorator_list or (node.name.startswith("__") and node.name.endswith("__")):
                    self._need_value(node)

    def _need_value(self, function: FunctionDefinition) -> None:
        """What the function returns matters, and what it does to its parameters."""
        if id(function) in self._valued:
            return
        self._valued.add(id(function))
        self._enliven(id(function))
        for part in self._by_scope[id(function)]:
            if part.is_exit:
                self._use(part)
        self._add_containers(parameters(function))
        for key in parameters(function):
            self._need(key)

    def _enliven(self, scope: int) -> None:
        """Something in it is needed: so are the ways that leave it, and what may change an object that it sets up."""
        if scope in self._live:
            return
        self._live.add(scope)
        parts = self._by_scope[scope]
        objects = {base for part in parts for base in part.objects_set}
        for part in parts:
            if part.is_exit:
                self._consider_exit(part)
            elif not objects.isdisjoint(part.objects_called):
                self._keep(part)

    def _consider_exit(self, part: Part) -> None:
        """A way that leaves the body matters where its condition has to do with anything that is needed."""
        conditions = [outer for outer in _around(part) if isinstance(outer.statement, _CONDITIONAL)]
        keys = {key for condition in conditions for key in condition.mentions}
        if not conditions or conditions[0].is_kept or not self._needed.isdisjoint(keys):
            self._keep(part)
            return
        self._exits_inside[conditions[0]].append(part)
        for key in keys:
            self._exits_by_key[key].append(part)


def _around(part: Part) -> Iterator[Part]:
    """The statements that the part stands in, from the innermost one, within its own body."""
    outer = part.outer
    while outer is not None and not isinstance(outer.statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield outer
        outer = outer.outer

"""What the callers of a function give it, and their callers in turn, where all calls are in sight.

A connection whose DSN is a parameter says nothing by itself; the calls of the function that makes it do. They are
looked for in the file and in the modules of the project that may import it, and only for the functions whose
parameters a connection rests on.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

from pooler_lint.evaluate.functions import instance_for, read_functions
from pooler_lint.evaluate.given import TOO_MUCH_CODE, Given, Users
from pooler_lint.evaluate.limits import ExhaustedError
from pooler_lint.evaluate.machine import FoundCall, Machine
from pooler_lint.evaluate.parameters import bound_arguments, takes_instance, unknown_parameter
from pooler_lint.index.needed import needed
from pooler_lint.index.parts import Sought
from pooler_lint.queries.watching import Call, Target, Watching, is_mentioned, targets_of
from pooler_lint.records import replace
from pooler_lint.values import Attribute, Called, Definition, Known, Text, Unknown, Value
from pooler_lint.values.combine import elsewhere, one_of, shared, with_trail
from pooler_lint.values.conditions import NOTHING_ASSUMED, CalledAt, Guard, one_at_a_time
from pooler_lint.values.resting import functions_behind

MAX_CALLS = 6
"""Calls of one function that give it different values; more are not told apart."""
MAX_LEVELS = 4
"""Functions that pass a value on to one another, from the first call to the one that makes the connection."""

_Level: TypeAlias = "tuple[tuple[str, frozenset[str]], ...]"
"""The functions that are being looked at, by their file."""

_TRANSPARENT = frozenset(
    {
        *("staticmethod", "classmethod", "contextmanager", "asynccontextmanager", "override", "final", "dataclass"),
        *("lru_cache", "cache", "alru_cache", "retry", "on_exception", "define", "frozen", "s"),
    }
)
"""Decorators that hand the arguments of a call on as they are."""


def given_by_callers(machine: Machine, calls: Sequence[Sequence[FoundCall]]) -> Given | None:
    """Return what the functions that the found calls rest on are given; None if nothing is known of it."""
    try:
        return _given_by_callers(machine, functions_behind(found.called for ways in calls for found in ways), ())
    except ExhaustedError:
        return None


def given_to(machine: Machine, names: Collection[str]) -> Given | None:
    """Return what the functions of these names are given that the module defines; None if nothing is known of it."""
    try:
        return _given_by_callers(machine, names, ())
    except ExhaustedError:
        return None


def _given_by_callers(machine: Machine, names: Collection[str], level: _Level) -> Given | None:
    """Return what the functions of these names are given; `level` are those for whose callers they are looked at."""
    targets = targets_of(machine.tree, names, machine) if names else []
    if not targets:
        return None
    watching = Watching(frozenset(word for target in targets for word in target.words))
    outer = frozenset(word for target in targets if target.is_importable for word in target.words)
    outside = machine.shared.outside
    users = outside.users(machine.path, outer) if outside is not None and outer else Users()
    missed = users.missed
    try:
        if missed is None:
            _follow_all(machine, names, targets, watching, users, (*level, (machine.file, frozenset(names))))
    except ExhaustedError:
        missed = TOO_MUCH_CODE
    return _given(machine, targets, watching, missed)


def _follow_all(
    machine: Machine,
    names: Collection[str],
    targets: Sequence[Target],
    watching: Watching,
    users: Users,
    level: _Level,
) -> None:
    """Follow the module and those that use it, until there is a doubt about each of the targets."""

    def is_open() -> bool:
        return any(target.name not in watching.doubts and not _decorated(machine, target) for target in targets)

    if not is_open():
        return  # decorators are doubts that need no reading
    if is_mentioned(machine, targets):
        again = machine.again(machine.shared.new_reading())
        _follow_with_callers(again, targets_of(again.tree, names, again), watching, level)
    seen: Sequence[Target] | None = None
    for module, other in users.others if is_open() else ():
        if seen is None:
            seen = targets_of(module.tree, names, module)
        _follow_with_callers(other, seen, watching, level)
        if not is_open():
            return


def _follow_with_callers(machine: Machine, targets: Sequence[Target], watching: Watching, level: _Level) -> None:
    """Follow the module, and once more with what its own callers give it, if calls of the targets rest on that."""
    calls = watching.known()
    _follow(machine, targets, watching)
    busy = {name for file, names in level if file == machine.file for name in names}
    names = functions_behind(call.called for call in watching.since(calls)) - busy
    given = _given_by_callers(machine, names, level) if len(level) < MAX_LEVELS else None
    if given is None:
        return
    watching.forget_since(calls)
    machine.shared.forget(machine.reading)
    outer, machine.shared.given = machine.shared.given, given
    try:
        _follow(machine.again(machine.reading), targets, watching)
    finally:
        machine.shared.given = outer


def _follow(machine: Machine, targets: Sequence[Target], watching: Watching) -> None:
    """Follow of the module what calls of the targets rest on."""
    watching.begin(machine, targets)
    matters = needed(machine.tree, Sought(frozenset(watching.names)), machine.names)
    machine.passed_over = matters.passed_over
    machine.shared.watch = watching
    machine.is_searched = True
    try:
        with machine.shared.from_the_top():
            machine.run_module(machine.tree.body)
            read_functions(machine, machine.queue, matters.holders)
        watching.end()
    finally:
        machine.shared.watch = None


def _given(machine: Machine, targets: Sequence[Target], watching: Watching, missed: str | None) -> Given | None:
    parameters: dict[Definition, Mapping[str, Value]] = {}
    instances: dict[Definition, Value] = {}
    doubts: dict[Definition, str] = {}
    for target in targets:
        calls = watching.calls.get(target.name, [])
        doubt = _decorated(machine, target) or watching.doubts.get(target.name) or missed
        if doubt is not None:
            doubts[target.definition] = doubt
        elif calls and target.definition in machine.class_values:
            instances[target.definition] = _instances(machine, target, calls)
        elif calls and target.definition in machine.bodies:
            parameters[target.definition] = _parameters(machine, target, calls)
    return Given(parameters, instances, doubts) if parameters or instances or doubts else None


def _decorated(machine: Machine, target: Target) -> str | None:
    """What may call the function besides the code in sight."""
    for written in () if isinstance(target.node, ast.Lambda) else target.node.decorator_list:
        called = written.func if isinstance(written, ast.Call) else written
        name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
        if name not in _TRANSPARENT:
            return f"it is decorated with `{machine.source(written)}`, which may call it with anything"
    return None


def _parameters(machine: Machine, target: Target, calls: Sequence[Call]) -> Mapping[str, Value]:
    """Each parameter as one of what the calls give it."""
    body = machine.bodies[target.definition]
    each: list[tuple[Call, dict[str, Value]]] = []
    for call in calls:
        names = bound_arguments(body, call.called, instance_for(machine, body, call.instance))
        if takes_instance(body) and names:
            del names[next(iter(names))]
        if all(names != other for _, other in each):
            each.append((call, names))
    if len(each) > MAX_CALLS:
        why = f"it is called in more than {MAX_CALLS} ways"
        return {name: unknown_parameter(target.definition.place, target.short, name, why) for name in each[0][1]}
    given = {name: [(call, names[name]) for call, names in each] for name in each[0][1]}
    return {name: _parameter(machine, target, name, values) for name, values in given.items()}


def _parameter(machine: Machine, target: Target, name: str, given: Sequence[tuple[Call, Value]]) -> Value:
    given = [one for one in given if not _is_own(target, name, one[1])] or given
    if len(given) > 1 and all(value == given[0][1] for _, value in given):
        return _from(*given[0])
    unknown = next(((call, value) for call, value in given if not _is_resolvable(value)), None)
    if unknown is not None and len(given) > 1:
        call, value = unknown
        reason = f": {value.reason}" if isinstance(value, Unknown) else ""
        why = f"what the call at {call.evidence.path}:{call.evidence.line} gives is not known{reason}"
        return unknown_parameter(target.definition.place, target.short, name, why)
    ways = _told_apart([call for call, _ in given])
    return one_of([(assumed, _from(call, value)) for assumed, (call, value) in zip(ways, given, strict=True)])


def _is_own(target: Target, name: str, value: Value) -> bool:
    """True if the function calls itself with the parameter that it has."""
    origin = value.origin if isinstance(value, Unknown) else None
    if origin is None or origin.scope is None or origin.kind != "parameter":
        return False
    return origin.name == f"{target.short}.{name}" and origin.scope == target.definition.place


def _instances(machine: Machine, target: Target, calls: Sequence[Call]) -> Value:
    """The instance of a class, as one of those that the calls make."""
    cls = machine.class_values[target.definition]
    each: list[Call] = []
    for call in calls:
        if all(call.called.arguments != other.called.arguments for other in each):
            each.append(call)
    if len(each) > MAX_CALLS:
        return Called(cls, (), unpacked=f"`{target.short}` is made in more than {MAX_CALLS} ways")
    made = [
        replace(
            call.called,
            function=cls,
            arguments=tuple(replace(a, value=_from(call, a.value), place=None) for a in call.called.arguments),
            place=None,
        )
        for call in each
    ]
    return one_of(list(zip(_told_apart(each), made, strict=True)))


def _told_apart(calls: Sequence[Call]) -> list[Guard]:
    """For each call the assumption that it is the one, and none of the others."""
    if len(calls) == 1:
        return [NOTHING_ASSUMED]
    return one_at_a_time(
        [CalledAt(call.place, number, call.evidence.path, call.evidence.line) for number, call in enumerate(calls)]
    )


def _from(call: Call, value: Value) -> Value:
    """Return the value as the function gets it, which may use a URL or a number of the call for other things too."""
    return with_trail(elsewhere(value) if isinstance(value, (Known, Text)) else shared(value), call.evidence)


def _is_resolvable(value: Value) -> bool:
    """True where the value is known, or what is not known of it has a name: a variable, something imported."""
    if isinstance(value, Unknown):
        return value.origin is not None and value.origin.kind in ("environment", "import")
    if isinstance(value, Attribute):
        return _is_resolvable(value.base)
    return not isinstance(value, Called) or _is_resolvable(value.function)

"""The door of the room: the text of a file to the calls that were looked for, with what their arguments are worth."""

from __future__ import annotations

import ast
import warnings
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from pooler_lint.model import Use
from pooler_lint.syntax.callers import given_by_callers
from pooler_lint.syntax.declared import Declared, declared_in
from pooler_lint.syntax.frames import Listener
from pooler_lint.syntax.functions import finished, read_function
from pooler_lint.syntax.given import Given
from pooler_lint.syntax.machine import STATEMENTS, FoundCall, Machine, Shared
from pooler_lint.syntax.needed import Needed, needed
from pooler_lint.syntax.relevance import Relevance
from pooler_lint.syntax.roots import root_of
from pooler_lint.syntax.statements import HANDLERS
from pooler_lint.syntax.states import join_states
from pooler_lint.values import NOTHING_ASSUMED, Called, Function, Span, Symbol, Value

STATEMENTS.update(HANDLERS)

COLLECTING = 2
"""Rounds in which attributes and globals are collected: what one is set to may rest on what another one is."""


@dataclass(frozen=True, slots=True)
class Event:
    """A function that is called for an event of what a found call made; `target` None: of every engine of the file."""

    target: Span | None
    name: str
    function: Function


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the text says of the calls that were looked for."""

    calls: tuple[tuple[FoundCall, ...], ...]
    """One tuple a place in the text, in the order of the text: the ways in which that call is made."""
    uses: dict[Span, tuple[Use, ...]]
    partial_calls: dict[Span, tuple[Called, ...]]
    events: tuple[Event, ...]
    declared: tuple[Declared, ...] = ()
    """What modules, classes and mappings say under the names that were looked for."""


def parse(text: str) -> ast.Module:
    """The syntax tree of the text. Raises SyntaxError, ValueError (NUL bytes), RecursionError, MemoryError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "invalid escape sequence" is the business of other tools
        return ast.parse(text)


def read(
    text: str,
    path: str,
    wanted: Collection[str],
    shared: Shared | None = None,
    settings: Collection[str] = (),
    beside_settings: Collection[str] = (),
) -> Reading:
    """Read the file for the calls of the dotted names that are `wanted`, and for what it sets of the `settings`.

    Calls of `beside_settings` are looked for too where there are settings. `shared` knows the project around the file.
    """
    tree = parse(text)
    relevance = Relevance(list(ast.walk(tree)), wanted, settings)
    if not relevance.can_hold():
        return Reading((), {}, {}, ())
    shared = shared or Shared()
    names = frozenset((*wanted, *beside_settings)) if relevance.declares else wanted
    machine = Machine(tree, text, path, names.__contains__, shared)
    matters = needed(tree, relevance.names, machine.names, settings if relevance.declares else ())
    reading = _read(machine, relevance, matters, settings, Given())
    given = given_by_callers(machine, reading.calls)
    if given is None:
        return reading
    again = machine.again(0)
    return _joined(reading, _read(again, relevance, matters, settings, given))


def _joined(first: Reading, second: Reading) -> Reading:
    """The second reading knows more; a call that it does not reach is as the first one saw it."""
    reached = {ways[0].span for ways in second.calls}
    others = [ways for ways in first.calls if ways[0].span not in reached]
    calls = sorted((*second.calls, *others), key=lambda ways: (ways[0].span.start, -ways[0].span.end))
    uses, partial_calls = first.uses | second.uses, first.partial_calls | second.partial_calls
    return Reading(tuple(calls), uses, partial_calls, second.events, second.declared)


def _read(machine: Machine, relevance: Relevance, matters: Needed, settings: Collection[str], given: Given) -> Reading:
    machine.shared.begin_file(given)
    if relevance.declares:
        machine.declarations.wanted = settings
    else:
        machine.passed_over = matters.passed_over
    _collect(machine, matters.setters)
    _follow(machine, True, matters.holders)
    calls = tuple(
        tuple(_finished_call(machine, found) for found in machine.found[span])
        for span in sorted(machine.found, key=lambda span: (span.start, -span.end))
        if machine.found[span]
    )
    return Reading(
        calls,
        {span: tuple(uses.values()) for span, uses in machine.uses.items()},
        {span: tuple(later) for span, later in machine.partial_calls.items()},
        tuple(event for listener in machine.listeners for event in _event(machine, listener)),
        _declared(machine) if relevance.declares else (),
    )


def _declared(machine: Machine) -> tuple[Declared, ...]:
    """What is declared, with functions inside worked out."""
    ends = len(machine.lines.text)
    classes = [cls for span, cls in machine.class_values.items() if span.start <= ends]
    return tuple(
        replace(
            declared,
            values=tuple(replace(entry, value=finished(machine, entry.value)) for entry in declared.values),
            settings=tuple(replace(one, value=finished(machine, one.value)) for one in declared.settings),
        )
        for declared in declared_in(machine, classes)
    )


@cache
def _last_names(wanted: frozenset[str]) -> dict[str, set[str]]:
    """The last parts of dotted names, by the first."""
    found: dict[str, set[str]] = {}
    for dotted in wanted:
        found.setdefault(dotted.split(".")[0], set()).add(dotted.rsplit(".", 1)[-1])
    return found


def _collect(machine: Machine, setters: Collection[int]) -> None:
    """Follow what sets attributes and globals, for what they are worth to the others."""
    if not machine.names.attribute_stores and not setters:
        return
    for _ in range(COLLECTING if setters else 1):
        _follow(machine, False, setters)
        machine.end_round()


def _follow(machine: Machine, recording: bool, functions: Collection[int]) -> None:
    """Follow the module, and then each of the functions with unknown arguments; reading one may define more."""
    machine.restart(recording)
    ends = machine.run(machine.tree.body, machine.module)
    if ends:
        machine.module.state = join_states(ends, NOTHING_ASSUMED)
    waiting = deque(machine.queue)
    while waiting:
        machine.queue.clear()
        span = waiting.popleft()
        if id(machine.bodies[span].node) in functions:
            read_function(machine, span)
            waiting.extend(machine.queue)


def _finished_call(machine: Machine, found: FoundCall) -> FoundCall:
    arguments = tuple(replace(a, value=finished(machine, a.value)) for a in found.called.arguments)
    return replace(found, called=replace(found.called, arguments=arguments))


def _event(machine: Machine, listener: Listener) -> list[Event]:
    function = finished(machine, listener.function)
    assert isinstance(function, Function)
    target: Value = listener.target
    if isinstance(target, Symbol):
        return [Event(None, listener.event, function)]
    root = root_of(machine, target)
    return [Event(root[0], listener.event, function)] if root else []

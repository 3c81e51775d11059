"""The door of the room: the text of a file to the calls that were looked for, with what their arguments are worth."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping

from pooler_lint.evaluate.calls import HANDLERS as CALLS
from pooler_lint.evaluate.comprehensions import HANDLERS as COMPREHENSIONS
from pooler_lint.evaluate.declared import Declared, declared_in
from pooler_lint.evaluate.filling import with_parameters
from pooler_lint.evaluate.frames import Listener
from pooler_lint.evaluate.functions import finished, read_functions
from pooler_lint.evaluate.given import Given
from pooler_lint.evaluate.hooks import read_hooks
from pooler_lint.evaluate.machine import EXPRESSIONS, STATEMENTS, FoundCall, Handed, Machine
from pooler_lint.evaluate.roots import root_of
from pooler_lint.evaluate.shared import Shared
from pooler_lint.evaluate.statements import HANDLERS
from pooler_lint.index.followed import NOTHING_FOLLOWED, Followed
from pooler_lint.index.needed import Needed, needed
from pooler_lint.index.nodes import Nodes
from pooler_lint.index.parsing import parse
from pooler_lint.index.parts import Sought
from pooler_lint.index.prescan import Names
from pooler_lint.index.relevance import Relevance, could_hold
from pooler_lint.lines import LineIndex, Place
from pooler_lint.model import Use
from pooler_lint.queries.callers import given_by_callers
from pooler_lint.queries.handed import hand_over
from pooler_lint.records import dataclass, field, replace
from pooler_lint.values import Called, Function, Symbol, Value
from pooler_lint.values.conditions import NOTHING_ASSUMED
from pooler_lint.values.resting import functions_behind

EXPRESSIONS.update({**CALLS, **COMPREHENSIONS})
STATEMENTS.update(HANDLERS)


@dataclass(frozen=True, slots=True)
class Event:
    """A function that is called for an event of what a found call made; `target` None: of every engine of the file."""

    target: Place | None
    name: str
    function: Function


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the text says of the calls that were looked for."""

    calls: tuple[tuple[FoundCall, ...], ...]
    """One tuple a place in the text, in the order of the text: the ways in which that call is made."""
    uses: dict[Place, tuple[Use, ...]]
    partial_calls: dict[Place, tuple[Called, ...]]
    events: tuple[Event, ...]
    declared: tuple[Declared, ...] = ()
    """What modules, classes and mappings say under the names that were looked for."""
    elsewhere: tuple[tuple[FoundCall, tuple[Use, ...]], ...] = ()
    """Calls in other files that make what this one uses, with the uses; `line` is that of the other file."""
    tree: ast.Module | None = None
    handed: Mapping[Place, Handed] = field(default_factory=dict)
    """Parameters that are connections, by the place that their uses are kept under."""
    shared: Shared | None = None

    def code(self, places: Iterable[Place]) -> Iterator[tuple[ast.Module, LineIndex, str]]:
        """Yield the tree, the lines and the name of each file that one of these places is in."""
        for file in sorted({place.file for place in places}):
            if self.shared is not None and file in self.shared.trees:
                yield self.shared.trees[file], self.shared.texts[file][1], file


def read(
    text: str,
    path: str,
    wanted: Collection[str],
    shared: Shared | None = None,
    settings: Collection[str] = (),
    beside_settings: Collection[str] = (),
    followed: Followed = NOTHING_FOLLOWED,
) -> Reading:
    """Read the file for the calls of the dotted names that are `wanted`, and for what it sets of the `settings`.

    Calls of `beside_settings` are looked for too where there are settings. `shared` knows the project around the file.
    `followed` says what is done with a connection; without it, only what the calls themselves say is asked for.
    """
    if not could_hold(text, wanted, settings) and not followed.may_be_in(text):
        return Reading((), {}, {}, ())
    tree = parse(text)
    nodes = Nodes(tree)
    followed = followed.in_file(nodes)
    methods = followed.methods if followed.uses else frozenset()
    relevance = Relevance(nodes, wanted, settings, methods)
    if not relevance.can_hold():
        return Reading((), {}, {}, ())
    shared = shared or Shared()
    names = frozenset((*wanted, *beside_settings)) if relevance.declares else wanted
    machine = Machine(tree, LineIndex(text), path, names.__contains__, shared, 0, followed, Names(tree, nodes))
    sought = Sought(relevance.names, settings if relevance.declares else (), methods)
    matters = needed(tree, sought, machine.names)
    reading = _read(machine, sought, matters, Given())
    given = given_by_callers(machine, reading.calls)
    if given is None:
        return reading
    again = machine.again(0, followed)
    return _joined(reading, _read(again, sought, matters, given))


def _joined(first: Reading, second: Reading) -> Reading:
    """The second reading knows more; a call that it does not reach is as the first one saw it."""
    reached = {ways[0].place for ways in second.calls}
    others = [ways for ways in first.calls if ways[0].place not in reached]
    calls = sorted((*second.calls, *others), key=lambda ways: (ways[0].place.start, -ways[0].place.end))
    return replace(
        second,
        calls=tuple(calls),
        uses=first.uses | second.uses,
        partial_calls=first.partial_calls | second.partial_calls,
    )


def _read(machine: Machine, sought: Sought, matters: Needed, given: Given) -> Reading:
    machine.shared.begin_file(machine, given)
    machine.declarations.wanted = sought.settings
    if not sought.settings:
        machine.passed_over = matters.passed_over
    machine.hand_over = hand_over
    machine.shared.stack = ()
    machine.run_module(machine.tree.body)
    read_functions(machine, machine.queue, matters.holders)
    machine.shared.stack = None
    if machine.followed.uses:
        read_hooks(machine)
        if machine.asked:
            from pooler_lint.queries.received import follow_callers

            follow_callers(machine)
    calls = tuple(
        tuple(_finished_call(machine, found) for found in machine.found[place])
        for place in sorted(machine.found, key=lambda place: (place.start, -place.end))
        if machine.found[place]
    )
    return Reading(
        calls,
        _uses_by_place(machine),
        {place: tuple(later) for place, later in machine.partial_calls.items()},
        tuple(event for listener in machine.listeners for event in _event(machine, listener)),
        _declared(machine) if sought.settings else (),
        tuple(
            (_found_elsewhere(machine, owner[0], called), tuple(machine.uses[owner].values()))
            for owner, called in machine.elsewhere.items()
            if owner in machine.uses
        ),
        machine.tree,
        machine.handed,
        machine.shared,
    )


def _uses_by_place(machine: Machine) -> dict[Place, tuple[Use, ...]]:
    """Return all uses of what each call makes, those that are judged with other arguments of the call as such."""
    found: dict[Place, list[Use]] = {}
    apart = {
        (place, use.place) for (place, shape), uses in machine.uses.items() for use in (uses.values() if shape else ())
    }
    for (place, shape), uses in machine.uses.items():
        if not shape or place.file == machine.file:
            found.setdefault(place, []).extend(
                replace(use, apart=True) if (place, use.place) in apart else use for use in uses.values()
            )
    return {place: tuple(uses) for place, uses in found.items()}


def _declared(machine: Machine) -> tuple[Declared, ...]:
    """What is declared, with functions inside worked out."""
    classes = [cls for definition, cls in machine.class_values.items() if definition.reading == machine.reading]
    return tuple(
        replace(
            declared,
            values=tuple(replace(entry, value=finished(machine, entry.value)) for entry in declared.values),
            settings=tuple(replace(one, value=finished(machine, one.value)) for one in declared.settings),
        )
        for declared in declared_in(machine, classes)
    )


def _found_elsewhere(machine: Machine, place: Place, called: Called) -> FoundCall:
    """Return the call in another file, with what the callers of its functions give them."""
    assert isinstance(called.function, Symbol)
    dotted = called.function.dotted
    names = functions_behind([called])
    outside = machine.shared.outside
    if names and outside is not None and place.file != machine.file:
        given = outside.given(place.file, names)
        filled = with_parameters(called, given) if given is not None else called
        called = filled if isinstance(filled, Called) else called
    line = machine.shared.evidence("", place).line
    return _finished_call(machine, FoundCall(dotted, called, place, line, NOTHING_ASSUMED))


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
    return [Event(root.owner[0], listener.event, function)] if root else []

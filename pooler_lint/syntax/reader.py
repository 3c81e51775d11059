"""The door of the room: the text of a file to the calls that were looked for, with what their arguments are worth."""

from __future__ import annotations

import ast
import heapq
import warnings
from collections.abc import Collection
from dataclasses import dataclass, replace

from pooler_lint.model import Use
from pooler_lint.syntax.calls import root_of
from pooler_lint.syntax.functions import finished, read_function
from pooler_lint.syntax.machine import FoundCall, Listener, Machine
from pooler_lint.syntax.prescan import own_nodes
from pooler_lint.syntax.relevance import Relevance
from pooler_lint.syntax.statements import join_states
from pooler_lint.values import NOTHING_ASSUMED, Called, Function, Span, Symbol, Value


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


def parse(text: str) -> ast.Module:
    """The syntax tree of the text. Raises SyntaxError, ValueError (NUL bytes), RecursionError, MemoryError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "invalid escape sequence" is the business of other tools
        return ast.parse(text)


def read(text: str, path: str, wanted: Collection[str]) -> Reading:
    """Read the file for the calls of the dotted names that are `wanted`."""
    tree = parse(text)
    roots = {dotted.split(".")[0] for dotted in wanted}
    relevance = Relevance(tree, roots, {dotted.rsplit(".", 1)[-1] for dotted in wanted})
    if not relevance.can_hold(tree):
        return Reading((), {}, {}, ())
    machine = Machine(tree, text, path, wanted.__contains__)
    ends = machine.run(machine.tree.body, machine.module)
    if ends:
        machine.module.state = join_states(ends, NOTHING_ASSUMED)
    _read_functions(machine, relevance)
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
    )


def _read_functions(machine: Machine, relevance: Relevance) -> None:
    """Read every function that can matter, those first that others depend on; reading one may bring more."""
    waiting: list[tuple[int, int, Span]] = []
    while machine.queue or waiting:
        for span in machine.queue:
            machine.done.add(span)
            if relevance.can_matter(machine.bodies[span].node):
                heapq.heappush(waiting, (*_rank(machine, span), span))
        machine.queue.clear()
        if waiting:
            machine.steps = 0
            read_function(machine, heapq.heappop(waiting)[2])


def _rank(machine: Machine, span: Span) -> tuple[int, int]:
    """What sets attributes and globals comes before what uses them."""
    node = machine.bodies[span].node
    if isinstance(node, ast.Lambda):
        return (2, span.start)
    if node.name == "__init__":
        return (0, span.start)
    sets = any(
        isinstance(inner, ast.Global) or (isinstance(inner, ast.Attribute) and isinstance(inner.ctx, ast.Store))
        for inner in own_nodes(node.body)
    )
    return (1 if sets else 2, span.start)


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

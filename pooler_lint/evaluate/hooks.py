"""Functions that a library calls with each new connection: what they do is done with what the site makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import NamedTuple

from pooler_lint.evaluate.functions import read_hook
from pooler_lint.evaluate.limits import ExhaustedError
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.roots import root_of
from pooler_lint.values import Attribute, Called, Function, Symbol, Value, alternatives

MAX_HOOKS = 24
"""Hooks followed for one file."""

_ARGUMENTS = ("init", "setup", "configure")
"""Keywords of the pools of asyncpg and psycopg."""
_EVENTS = MappingProxyType({
    **dict.fromkeys(("connect", "first_connect", "checkout", "engine_connect", "begin"), 0), "after_begin": 2,
})  # fmt: skip
"""Events of SQLAlchemy, and which of the arguments of the listener is a connection."""


def read_hooks(machine: Machine) -> None:
    """Follow each of them with the connection that it gets, and record only what it does with that."""
    made = [found[0].called for found in machine.found.values() if found]
    every = [*_given_hooks(made), *_listening_hooks(machine, made)]
    for hook in every[:MAX_HOOKS]:
        definition = machine.followable(hook.function)
        if definition is not None and root_of(machine, hook.made) is not None:
            connection = Called(Attribute(hook.made, f"({hook.name})"), (), place=definition.place)
            with suppress(ExhaustedError):
                read_hook(machine, definition, connection, hook.position)


class _Hook(NamedTuple):
    """A function that gets a connection, as the argument at this position, of what a call made."""

    name: str
    made: Value
    function: Function
    position: int = 0


def _given_hooks(made: Sequence[Called]) -> Iterator[_Hook]:
    for called in made:
        for argument in called.arguments:
            if argument.name in _ARGUMENTS:
                functions = (plain for _, plain in alternatives(argument.value) if isinstance(plain, Function))
                yield from (_Hook(argument.name, called, function) for function in functions)


def _listening_hooks(machine: Machine, made: Sequence[Called]) -> Iterator[_Hook]:
    for listener in machine.listeners:
        if listener.event in _EVENTS:
            targets = made if isinstance(listener.target, Symbol) else [listener.target]
            position = _EVENTS[listener.event]
            yield from (_Hook(listener.event, one, listener.function, position) for one in targets)

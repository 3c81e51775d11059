"""Functions that a library calls with each new connection: what they do is done with what the site makes."""

from __future__ import annotations

from contextlib import suppress
from types import MappingProxyType

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
    given = [(place, found[0].called) for place, found in machine.found.items() if found]
    hooks: list[tuple[str, Value, Function, int]] = []
    for _, called in given:
        for argument in called.arguments:
            if argument.name in _ARGUMENTS:
                functions = (plain for _, plain in alternatives(argument.value) if isinstance(plain, Function))
                hooks.extend((f"({argument.name})", called, function, 0) for function in functions)
    for listener in machine.listeners:
        if listener.event in _EVENTS:
            every = [called for _, called in given] if isinstance(listener.target, Symbol) else [listener.target]
            at = _EVENTS[listener.event]
            hooks.extend((f"({listener.event})", one, listener.function, at) for one in every)
    for name, made, function, at in hooks[:MAX_HOOKS]:
        hook = function.definition
        if hook is not None and hook in machine.bodies and root_of(machine, made) is not None:
            with suppress(ExhaustedError):
                read_hook(machine, hook, Called(Attribute(made, name), (), place=hook.place), at)

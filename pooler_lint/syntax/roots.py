"""From what is done with a connection back to the call that made it."""

from __future__ import annotations

from pooler_lint.syntax.machine import Machine
from pooler_lint.values import Attribute, Called, Span, Symbol, Value


def root_of(machine: Machine, value: Value) -> tuple[Span, tuple[str, ...]] | None:
    """The found call that a value was made from, and the chain of attributes between: `pool.acquire().prepare`."""
    names: list[str] = []
    current = value
    while True:
        if isinstance(current, Attribute):
            names.append(current.name)
            current = current.base
        elif isinstance(current, Called) and current.span in machine.found and current.span is not None:
            return current.span, tuple(reversed(names))
        elif isinstance(current, Called) and isinstance(current.function, Attribute):
            current = current.function
        else:
            return None


def called_name(function: Value) -> str | None:
    """The dotted name of what is called, also where it is a method of what an imported class made."""
    if isinstance(function, Symbol):
        return function.dotted
    if isinstance(function, Attribute) and isinstance(function.base, Called):
        made_by = function.base.function
        return f"{made_by.dotted}.{function.name}" if isinstance(made_by, Symbol) else None
    return None

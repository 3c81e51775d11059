"""From what is done with a connection back to the call that made it."""

from __future__ import annotations

from pooler_lint.evaluate.machine import Machine, Owner
from pooler_lint.lines import Place
from pooler_lint.records import dataclass
from pooler_lint.values import Attribute, Called, Symbol, Value
from pooler_lint.values.shapes import shape


@dataclass(frozen=True, slots=True)
class Root:
    """The call that a value was made from, the chain of attributes between, and the places of the calls in it.

    `pool.acquire().prepare` has the path ("acquire", "prepare"), and `calls` are ("acquire",).
    """

    owner: Owner
    path: tuple[str, ...]
    through: tuple[Place, ...]
    calls: tuple[str, ...]


def root_of(machine: Machine, value: Value) -> Root | None:
    """Where the value comes from: a call that was looked for, here or elsewhere, or a parameter of a known type."""
    names: list[str] = []
    places: list[Place] = []
    calls: list[str] = []
    current: Value | None = value
    while isinstance(current, (Attribute, Called)):
        if isinstance(current, Attribute):
            if current.name not in machine.followed.same:
                names.append(current.name)
            current = current.base
            continue
        owner = _owner(machine, current)
        if owner is not None:
            return Root(owner, tuple(reversed(names)), tuple(reversed(places)), tuple(reversed(calls)))
        if current.place is not None and not is_wrapper(machine, current):
            places.append(current.place)
            calls.append(_called_last(current.function))
        current = _held(machine, current)
    return None


def is_wrapper(machine: Machine, value: Value) -> bool:
    """True if this stands for the connection that it is given: `contextlib.closing(connection)`."""
    function = value.function if isinstance(value, Called) else None
    return isinstance(function, Symbol) and function.dotted in machine.followed.wrappers


def _called_last(function: Value) -> str:
    if isinstance(function, Symbol):
        return function.dotted.rpartition(".")[2]
    return function.name if isinstance(function, Attribute) else ""


def called_name(function: Value) -> str | None:
    """The dotted name of what is called, also where it is a method of what an imported class made."""
    if isinstance(function, Symbol):
        return function.dotted
    if isinstance(function, Attribute) and isinstance(function.base, Called):
        made_by = function.base.function
        return f"{made_by.dotted}.{function.name}" if isinstance(made_by, Symbol) else None
    return None


def _owner(machine: Machine, value: Called) -> Owner | None:
    """Return what tells this connection from others; None if the call is none that was looked for."""
    place = value.place
    if place is None:
        return None
    if place in machine.handed or not machine.followed.uses:
        return (place, ()) if place in machine.handed or place in machine.found else None
    found = machine.found.get(place)
    if found is None and (place.file == machine.file or not _is_wanted(machine, value)):
        return None
    # One call in a class, or in a function, makes a connection for each instance, with the arguments of that one.
    owner = place, shape(value)
    if found is not None and (not found or any(shape(one.called) == owner[1] for one in found)):
        return place, ()
    machine.elsewhere[owner] = value
    return owner


def _is_wanted(machine: Machine, value: Called) -> bool:
    return isinstance(value.function, Symbol) and machine.wanted(value.function.dotted)


def _held(machine: Machine, value: Called) -> Value | None:
    """What a call hands on: `pool.acquire()` the pool, `Session(engine)` the engine, `factory()` the factory."""
    function = value.function
    if isinstance(function, Attribute):
        return function
    if not machine.followed.uses:
        return None
    if isinstance(function, Called):
        return function
    if isinstance(function, Symbol):
        for keyword in machine.followed.holders.get(function.dotted, ()):
            argument = value.argument(keyword, 0)
            if argument is not None:
                return argument.value
    return None

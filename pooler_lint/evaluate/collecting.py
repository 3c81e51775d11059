"""What functions set that others read: attributes of a class, module-level names, the state of an application.

The functions that set something are followed when it is first asked for, each once, with unknown arguments.
"""

from __future__ import annotations

from pooler_lint.evaluate.functions import read_functions
from pooler_lint.evaluate.limits import MAX_SETTERS, ExhaustedError
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.sets import Assigned, Sets, Setting
from pooler_lint.values import Definition, Unknown, Value


def attributes_set(machine: Machine, owner: Definition, name: str) -> list[Assigned]:
    """Return what the module sets this attribute of its class, or of an instance, to."""
    return _set_to(machine, (owner, name), name)


def globals_set(machine: Machine, name: str) -> list[Value]:
    """Return what functions of the module set one of its names to."""
    if name not in machine.names.global_setters:
        return []
    return [one.value for one in _set_to(machine, (None, name), name)]


def states_set(machine: Machine, name: str) -> list[Value]:
    """Return what the module sets `state.name` of an application to."""
    return [one.value for one in _set_to(machine, (None, f"state.{name}"), name)]


def is_open(machine: Machine, owner: Definition, name: str) -> bool:
    """Return True while a method of the class is followed that has not come to where it sets the attribute."""
    for one in _setters(machine, name):
        sets = machine.shared.collected.so_far(one)
        if sets is not None and (owner, name) not in sets.values and machine.bodies[one].owner == owner:
            return True
    return False


def _set_to(machine: Machine, setting: Setting, name: str) -> list[Assigned]:
    every = (machine.set_at_top, *(_of_function(machine, one) for one in _setters(machine, name)))
    found = [one for sets in every for one in sets.values.get(setting, ())]
    return found if all(sets.is_complete for sets in every) else [*found, Assigned(Unknown(_NOT_FOLLOWED))]


def _setters(machine: Machine, name: str) -> list[Definition]:
    """Return the functions that set anything of this name."""
    return [machine.functions[one] for one in machine.names.setters_of(name) if one in machine.functions]


def _of_function(machine: Machine, definition: Definition) -> Sets:
    collected = machine.shared.collected
    found = collected.known(definition) or collected.so_far(definition)
    if found is not None:
        return found
    if collected.depth() >= MAX_SETTERS:
        return Sets(is_complete=False)
    outer, queue, done = machine.collecting, machine.queue, machine.done
    machine.queue, machine.done = [], set(done)
    with collected.following(definition) as sets:
        machine.collecting = sets
        try:
            with machine.shared.from_the_top():
                read_functions(machine, [definition], machine.names.setters)
                for inner, body in reversed(machine.shared.hidden):
                    if body is not None:
                        machine.bodies[inner] = body
        except ExhaustedError:
            sets.is_complete = False
        finally:
            machine.collecting, machine.queue, machine.done = outer, queue, done
    return sets


_NOT_FOLLOWED = "a function that sets it is not followed further"

"""What functions set that others read: attributes of a class, module-level names, the state of an application.

The functions that set something are followed when it is first asked for, each once, with unknown arguments.
"""

from __future__ import annotations

from pooler_lint.syntax.functions import read_functions
from pooler_lint.syntax.limits import MAX_SETTINGS, ExhaustedError
from pooler_lint.syntax.machine import Machine
from pooler_lint.syntax.sets import Assigned, Sets, Setting
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


def is_being_collected(machine: Machine, owner: Definition | None, name: str) -> bool:
    """Return True while functions are followed for what they set the attribute to: it is not known yet."""
    return machine.shared.collected.is_open(machine.reading, (owner, name))


def _set_to(machine: Machine, setting: Setting, name: str) -> list[Assigned]:
    every = (machine.set_at_top, *_by_functions(machine, setting, name))
    found = [one for sets in every for one in sets.values.get(setting, ())]
    return found if all(sets.is_complete for sets in every) else [*found, Assigned(Unknown(_NOT_FOLLOWED))]


def _by_functions(machine: Machine, setting: Setting, name: str) -> tuple[Sets, ...]:
    """Return what the functions set that set anything of this name."""
    functions = [machine.functions[one] for one in machine.names.setters_of(name) if one in machine.functions]
    if not functions:
        return ()
    collected = machine.shared.collected
    known = collected.known(machine.reading, setting, len(functions))
    if known is not None:
        return known
    if collected.is_open(machine.reading, setting):
        return ()
    if collected.depth() >= MAX_SETTINGS:
        return (Sets(is_complete=False),)
    with collected.collecting(machine.reading, setting) as found:
        found.extend(_of_function(machine, definition) for definition in functions)
    return tuple(found)


def _of_function(machine: Machine, definition: Definition) -> Sets:
    known = machine.shared.collected.of_function(definition)
    if known is not None:
        return known
    sets = Sets()
    outer, queue, done = machine.collecting, machine.queue, machine.done
    machine.collecting, machine.queue, machine.done = sets, [], set(done)
    try:
        with machine.shared.collected.following(definition, sets), machine.shared.from_the_top():
            read_functions(machine, [definition], machine.names.setters, machine.hand_over)
            for inner, body in reversed(machine.shared.hidden):
                if body is not None:
                    machine.bodies[inner] = body
    except ExhaustedError:
        sets.is_complete = False
    finally:
        machine.collecting, machine.queue, machine.done = outer, queue, done
    return sets


_NOT_FOLLOWED = "a function that sets it is not followed further"

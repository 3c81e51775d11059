"""What a name stands for: in the body at hand, in those around it, in the module, among the builtins."""

from __future__ import annotations

import builtins

from pooler_lint.evaluate.collecting import globals_set
from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.values import Called, ClassOf, Function, Origin, Symbol, Unknown, Value
from pooler_lint.values.combine import agreed, restrict
from pooler_lint.values.dicts import harmed


def lookup(machine: Machine, name: str, frame: Frame) -> Value:
    """The value of a name here."""
    if name in frame.state.names:
        value = frame.state.names[name]
        if frame.kind == "module":
            value = _global_value(machine, name, value)
        value = restrict(value, frame.state.path)
        return value if frame.kind == "class" else _seen_from_outside(machine, name, value, frame)
    if name in frame.bound:
        return Unknown(f"`{name}` is not set on this way", subject=name)
    outer = frame.parent
    while outer is not None:
        if outer.kind != "class" and name in outer.state.names:
            return restrict(_from_outside(machine, name, outer), frame.state.path)
        if name in outer.bound:
            return Unknown(f"`{name}` is not set on this way", subject=name)
        outer = outer.parent
    return _not_bound(machine, name)


def _not_bound(machine: Machine, name: str) -> Value:
    later = globals_set(machine, name)
    if later:
        return agreed(later, name)
    if name == "__file__" or hasattr(builtins, name):
        return Symbol(f"builtins.{name}")
    for module in machine.stars:
        starred = Symbol(f"{module}{'' if module.endswith('.') else '.'}{name}")
        value = machine.outside(starred)
        if machine.wanted(starred.dotted) or not isinstance(value, (Symbol, Unknown)):
            return value
    return Unknown(f"`{name}` is not set in this file", Origin("expression", name, machine.module.place))


def _from_outside(machine: Machine, name: str, outer: Frame) -> Value:
    value = outer.state.names[name]
    if outer.kind == "module":
        value = _global_value(machine, name, value)
    return _seen_from_outside(machine, name, value, outer)


def _seen_from_outside(machine: Machine, name: str, value: Value, binder: Frame) -> Value:
    """The value of a name, unless functions inside its scope change it."""
    changers = machine.names.changed_inside.get((binder.scope, name))
    if not changers or isinstance(value, (Symbol, Function, ClassOf, Called)):
        return value
    if any(id(node) in changers for node in machine.active):
        return value
    return harmed(value, f"`{name}` is changed in a function")


def _global_value(machine: Machine, name: str, first: Value) -> Value:
    """A module-level name that functions may set with `global`: what it is once it is set."""
    later = globals_set(machine, name)
    return agreed([first, *later], name) if later else first

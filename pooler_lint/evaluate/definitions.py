"""Function and class definitions."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from pooler_lint.evaluate.classes import NAMED_TUPLES
from pooler_lint.evaluate.expressions import defaults_of
from pooler_lint.evaluate.frames import Body, ClassBody, Frame, Listener
from pooler_lint.evaluate.functions import call_function
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.states import State, join_states
from pooler_lint.records import replace
from pooler_lint.values import Argument, Called, ClassOf, Definition, Entry, Function, Known, Symbol, Unknown, Value
from pooler_lint.values.sizes import has_few_ancestors


def define_function(machine: Machine, node: ast.stmt, frame: Frame) -> None:
    """`def name(...)`: its defaults and decorators are evaluated here, its body when the surroundings are complete."""
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    definition = machine.definition(node)
    decorators = tuple(machine.evaluate(decorator, frame) for decorator in node.decorator_list)
    value = Function(node.name, Unknown("not called"), definition=definition)
    defaults = defaults_of(machine, node.args, frame)
    machine.define(definition, Body(node, frame, defaults, frame.owner, decorators, frame.state.path, machine))
    frame.state.forget_attributes(node.name)
    frame.state.names[node.name] = _decorated(machine, value, decorators, frame)
    if machine.remembers_calls:
        _listen(machine, decorators, value)


def _decorated(machine: Machine, function: Function, decorators: tuple[Value, ...], frame: Frame) -> Value:
    """Return what the project's own decorators make of a function; those of libraries are taken to keep its result."""
    value: Value = function
    for decorator in reversed(decorators):
        if not isinstance(decorator, Function):
            continue
        if decorator.definition in machine.bodies:
            called = Called(decorator, (Argument(None, value),))
            value = call_function(machine, decorator.definition, called, None, frame.state.path)
        else:  # made by a call that is over: it was worked out with an unknown function
            value = decorator.returns
        if not isinstance(value, Function):
            return Unknown(f"`{function.name}` is replaced by its decorator")
    return value


def _listen(machine: Machine, decorators: tuple[Value, ...], function: Function) -> None:
    for decorator in decorators:
        if not (isinstance(decorator, Called) and isinstance(decorator.function, Symbol)):
            continue
        if decorator.function.dotted == "sqlalchemy.event.listens_for" and len(decorator.arguments) >= 2:
            event = decorator.arguments[1].value
            if isinstance(event, Known):
                machine.listeners.append(Listener(decorator.arguments[0].value, str(event.value), function))


def define_class(machine: Machine, node: ast.stmt, frame: Frame) -> None:
    """`class name(...)`: the body runs here, the methods later."""
    assert isinstance(node, ast.ClassDef)
    definition = machine.definition(node)
    decorators = [machine.evaluate(decorator, frame) for decorator in node.decorator_list]
    bases = tuple(machine.evaluate(base, frame) for base in node.bases)
    if not has_few_ancestors(bases):
        bases = (Unknown("it has too many base classes"),)
    for keyword in node.keywords:
        machine.evaluate(keyword.value, frame)
    path = frame.state.path
    inside = Frame(
        "class",
        node.name,
        frame,
        definition.place,
        State({}, path),
        base_path=path,
        owner=definition,
        activation=machine.shared.new_activation(),
    )
    machine.classes.setdefault(definition, ClassBody(node, home=machine))
    ends = machine.run(node.body, inside)
    if ends:
        inside.state = join_states(ends, path)
    machine.classes[definition].frame = inside
    _adopt_lambdas(machine, definition, inside.state.names.values())
    members = tuple(Entry(name, value) for name, value in inside.state.names.items())
    value = ClassOf(node.name, bases, members, fields=_has_fields(decorators, bases), definition=definition)
    machine.shared.add_class(definition, value)
    frame.state.forget_attributes(node.name)
    frame.state.names[node.name] = value


def _adopt_lambdas(machine: Machine, owner: Definition, members: Iterable[Value]) -> None:
    """Make methods of the lambdas that the class names."""
    for value in members:
        definition = machine.followable(value)
        if definition is not None and isinstance(machine.bodies[definition].node, ast.Lambda):
            machine.bodies[definition] = replace(machine.bodies[definition], owner=owner)


def _has_fields(decorators: Sequence[Value], bases: Sequence[Value]) -> bool:
    if any(isinstance(base, Symbol) and base.dotted in NAMED_TUPLES for base in bases):
        return True
    for decorator in decorators:
        symbol = decorator.function if isinstance(decorator, Called) else decorator
        if isinstance(symbol, Symbol) and symbol.dotted.rsplit(".", 1)[-1] in ("dataclass", "define", "frozen", "s"):
            return True
    return False

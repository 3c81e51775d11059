"""Calling the file's own functions: with arguments that are known, or once for what they hold."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Callable, Collection, Iterable, Set
from typing import TypeVar

from pooler_lint.evaluate.environment import application_settings
from pooler_lint.evaluate.frames import Body, Call, Frame
from pooler_lint.evaluate.injected import injected
from pooler_lint.evaluate.instances import instance_of
from pooler_lint.evaluate.limits import MAX_DEPTH, MAX_STEPS, ExhaustedError
from pooler_lint.evaluate.machine import HandOver, Machine
from pooler_lint.evaluate.parameters import (
    LAMBDA,
    bound_arguments,
    collected,
    given_or_default,
    is_class_method,
    takes_instance,
    unknown_parameter,
)
from pooler_lint.evaluate.states import State, join_states
from pooler_lint.records import replace
from pooler_lint.values import Called, ClassOf, Definition, Dict, Function, Items, Known, OneOf, Unknown, Value
from pooler_lint.values.combine import one_of, shared
from pooler_lint.values.conditions import NOTHING_ASSUMED, Guard

_NOTHING: Set[str] = frozenset()


def call_function(
    machine: Machine, definition: Definition, called: Called, instance: Value | None, path: Guard
) -> Value:
    """Return what the function returns for these arguments. Calls inside are not recorded: its own reading does."""
    result, _ = follow_call(machine, definition, called, instance, path)
    return result


def follow_call(
    machine: Machine,
    definition: Definition,
    called: Called,
    instance: Value | None,
    path: Guard,
    caller: Frame | None = None,
) -> tuple[Value, frozenset[str] | None]:
    """Return what the function returns, and which of its parameters are not what they were; None: not known.

    What it does with connections is recorded if `caller` is the run of the body that holds the call.
    """
    body = machine.bodies[definition]
    machine = body.home or machine
    not_followed = Unknown("a call of a function of the file that is not followed further")
    if body.node in machine.active or len(machine.active) >= MAX_DEPTH or machine.steps > MAX_STEPS:
        return not_followed, None
    if definition in machine.shared.costly:
        return not_followed, None
    names = bound_arguments(body, called, instance_for(machine, body, instance))
    given = dict(names)
    outermost = machine.shared.inlined == 0
    if outermost:
        machine.shared.steps_of_call = 0
    try:
        call = Call(called.place, caller) if caller is not None and called.place is not None else None
        frame, result = _aside(machine, lambda: _run_for_result(machine, body, names, instance, path), call)
    except ExhaustedError:
        if not outermost:
            raise
        machine.shared.costly.add(definition)
        return not_followed, None
    # Other files may call it too: what a function returns is never edited for one caller.
    return shared(result), frozenset(
        name for name, value in given.items() if _may_differ(frame.state.names.get(name), value)
    )


def _may_differ(after: Value | None, before: Value) -> bool:
    if after is before or not isinstance(before, (Dict, Items, OneOf)):
        return False
    if not (isinstance(after, Dict) and isinstance(before, Dict)):
        return True
    return after.entries is not before.entries or after.open != before.open


def _run_for_result(
    machine: Machine, body: Body, names: dict[str, Value], instance: Value | None, path: Guard
) -> tuple[Frame, Value]:
    frame = run_body(machine, body, names, instance, path)
    defined = {definition for definition, _ in machine.shared.hidden}
    return frame, _with_inner_functions(machine, _result(frame), defined) if defined else _result(frame)


def _with_inner_functions(machine: Machine, value: Value, defined: set[Definition]) -> Value:
    """The value with the functions that the call itself has defined worked out: afterwards they are forgotten."""
    if isinstance(value, Function):
        return _finished_function(machine, value) if value.definition in defined else value
    if isinstance(value, OneOf):
        ways = tuple((a, _with_inner_functions(machine, plain, defined)) for a, plain in value.alternatives)
        return replace(value, alternatives=ways)
    if isinstance(value, Dict):
        entries = (replace(e, value=_with_inner_functions(machine, e.value, defined)) for e in value.entries)
        return replace(value, entries=tuple(entries))
    return value


_Followed = TypeVar("_Followed")


def _aside(machine: Machine, follow: Callable[[], _Followed], call: Call | None = None) -> _Followed:
    """Follow something without remembering the sites in it, or the functions that it defines again."""
    shared_by_all = machine.shared
    hidden, shared_by_all.hidden = shared_by_all.hidden, []
    stack = shared_by_all.stack
    shared_by_all.stack = (*stack, call) if stack is not None and call is not None else None
    shared_by_all.inlined += 1
    try:
        return follow()
    finally:
        shared_by_all.inlined -= 1
        for definition, body in reversed(shared_by_all.hidden):
            if body is None:
                machine.bodies.pop(definition, None)
            else:
                machine.bodies[definition] = body
        shared_by_all.hidden = hidden
        shared_by_all.stack = stack


def read_function(machine: Machine, definition: Definition, hand_over: HandOver | None = None) -> Frame:
    """Follow the function with unknown arguments, for the calls that it holds; `hand_over` may know some of them."""
    body = machine.bodies[definition]
    machine = body.home or machine
    instance = instance_of(machine, body)
    given = machine.shared.given
    names = _unknown_arguments(machine, body, instance, given.doubts.get(definition))
    names.update(given.parameters.get(definition, {}))
    if hand_over is not None:
        hand_over(machine, body, names)
    return run_body(machine, body, names, instance, body.path)


def read_functions(machine: Machine, definitions: Iterable[Definition], chosen: Collection[int]) -> None:
    """Follow the chosen ones (by the `id` of the node) of these functions, and of those that following them defines."""
    waiting = deque(definitions)
    while waiting:
        machine.queue.clear()
        definition = waiting.popleft()
        body = machine.bodies.get(definition)
        if body is not None and id(body.node) in chosen:
            read_function(machine, definition, machine.hand_over)
            waiting.extend(machine.queue)


def read_hook(machine: Machine, definition: Definition, given: Value, position: int = 0) -> None:
    """Follow the function with this as the argument at `position`, for what it does with that."""
    body = machine.bodies[definition]
    names = _unknown_arguments(machine, body, None, None)
    for name in list(names)[position : position + 1]:
        names[name] = given

    def follow() -> None:
        machine.shared.stack = ()
        run_body(body.home or machine, body, names, None, body.path)

    _aside(machine, follow)


def finished(machine: Machine, value: Value) -> Value:
    """The value with every function in it worked out: what it returns, and what it sets on its first parameter."""
    if isinstance(value, Function):
        return _finished_function(machine, value)
    if isinstance(value, OneOf):
        return replace(value, alternatives=tuple((a, finished(machine, plain)) for a, plain in value.alternatives))
    if isinstance(value, Dict):
        return replace(value, entries=tuple(replace(e, value=finished(machine, e.value)) for e in value.entries))
    if isinstance(value, ClassOf):
        members = tuple(
            replace(member, value=finished(machine, member.value)) if isinstance(member.value, Function) else member
            for member in value.members
        )
        return replace(value, members=members)
    return value


def _finished_function(machine: Machine, value: Function) -> Function:
    definition = machine.followable(value)
    if definition is None:
        return value
    body = machine.bodies[definition]
    if body.node in machine.active or len(machine.active) >= MAX_DEPTH:
        return value
    surroundings = _surroundings(machine, body)
    key = definition, tuple(map(id, surroundings or ()))
    if surroundings is not None and key in machine.shared.worked_out:
        return machine.shared.worked_out[key][0]
    if machine.shared.inlined == 0:
        machine.shared.steps_of_call = 0
    try:
        frame = _aside(machine, lambda: read_function(machine, definition))
    except ExhaustedError:
        return value
    done = replace(value, returns=_result(frame), sets=tuple(frame.sets))
    if surroundings is not None:
        machine.shared.worked_out[key] = done, surroundings
    return done


def _surroundings(machine: Machine, body: Body) -> tuple[Value | None, ...] | None:
    """The values that a function finds around it; None where it uses a name of the function that it stands in.

    A lambda in a function that many others call is then worked out once, and not for each call.
    """
    home = body.home or machine
    names = home.names.mentioned(body.node)
    frame: Frame | None = body.frame
    while frame is not None and frame.kind == "function":
        if not names.isdisjoint(frame.bound) or not names.isdisjoint(frame.state.names):
            return None
        frame = frame.parent
    if frame is None or frame.kind != "module":
        return None
    return tuple(frame.state.names.get(name) for name in names)


def run_body(machine: Machine, body: Body, names: dict[str, Value], instance: Value | None, path: Guard) -> Frame:
    """Follow the body with these local names; the frame holds what came out, its state that at the ends."""
    node = body.node
    name = "<lambda>" if isinstance(node, ast.Lambda) else node.name
    # The parameter that a callback is called with: the one after `self`.
    given = list(names)[1:] if takes_instance(body) else list(names)
    frame = Frame(
        "function",
        name,
        body.frame,
        machine.place(node),
        State(names, path),
        machine.names.bound[id(node)],
        machine.names.declared.get(id(node), _NOTHING),
        given[0] if given else None,
        instance,
        base_path=path,
        scope=id(node),
        activation=machine.shared.new_activation(),
    )
    machine.active.append(node)
    try:
        if isinstance(node, ast.Lambda):
            frame.returns.append((NOTHING_ASSUMED, machine.evaluate(node.body, frame)))
            frame.ends.append(frame.state)
        else:
            ends = machine.run(node.body, frame)
            frame.returns.extend((end.path - path, Known(None)) for end in ends)
            frame.ends.extend(ends)
    finally:
        machine.active.pop()
    if frame.ends:  # what the functions defined inside will find
        frame.state = join_states(frame.ends, path)
    return frame


def _result(frame: Frame) -> Value:
    returns = frame.returns
    if frame.yields and all(isinstance(value, Known) and value.value is None for _, value in returns):
        returns = frame.yields  # a context manager or a fixture: the caller gets what is yielded
    if not returns:
        return Unknown("a function that does not return")
    return one_of(returns)


def instance_for(machine: Machine, body: Body, instance: Value | None) -> Value | None:
    """What a method gets before its arguments: a class method called on the class gets that."""
    if instance is None and body.owner is not None and is_class_method(body):
        return machine.class_values.get(body.owner)
    return instance


def _unknown_arguments(machine: Machine, body: Body, instance: Value | None, doubt: str | None) -> dict[str, Value]:
    arguments = body.node.args
    function = LAMBDA if isinstance(body.node, ast.Lambda) else body.node.name
    place = (body.home or machine).place(body.node)
    names: dict[str, Value] = {}
    for parameter in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        name = parameter.arg
        if instance is not None and not names:
            names[name] = instance
            continue
        by_framework = injected(machine, body, parameter, _caller(machine, body, parameter))
        if by_framework is not None:
            names[name] = by_framework
            continue
        given = unknown_parameter(place, function, name, doubt)
        default = body.defaults.get(name)
        names[name] = given if default is None else given_or_default(place, function, name, given, default)
    if arguments.vararg:
        names[arguments.vararg.arg] = Unknown(collected("*", arguments.vararg.arg, function))
    if arguments.kwarg:
        unknown = Dict((), open=collected("**", arguments.kwarg.arg, function), exclusive=False)
        names[arguments.kwarg.arg] = application_settings(machine, list(names)) or unknown
    return names


def _caller(machine: Machine, body: Body, parameter: ast.arg) -> Callable[[Definition, Called], Value]:
    """Return what calls a dependency; what one of another file does with its connection belongs to the use of it."""
    own, place = machine.shared.under_check, (body.home or machine).place_of_parameter(parameter)

    def call(definition: Definition, called: Called) -> Value:
        home = machine.bodies[definition].home
        caller = body.frame if home is not None and own is not None and home.file != own.file else None
        return follow_call(machine, definition, replace(called, place=place), None, NOTHING_ASSUMED, caller)[0]

    return call

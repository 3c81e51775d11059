"""Values of an instance: what a class stores of the parameters of its `__init__`, with the arguments of one call."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from pooler_lint.evaluate.frames import Body
from pooler_lint.evaluate.functions import instance_for
from pooler_lint.evaluate.given import Given
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.parameters import bound_arguments
from pooler_lint.index.nodes import walk
from pooler_lint.index.relevance import identifier
from pooler_lint.lines import Place
from pooler_lint.records import replace
from pooler_lint.values import Argument, Attribute, Called, ClassOf, Dict, Items, Known, OneOf, Text, Unknown, Value
from pooler_lint.values.combine import one_of
from pooler_lint.values.conditions import CalledAt, Condition, Guard, Passed
from pooler_lint.values.inside import inside
from pooler_lint.values.strings import joined

MAX_CLASSES = 4
"""Classes derived from each other whose `__init__` passes parameters on."""

MAX_DEPTH = 8
"""Values inside of each other in which parameters are replaced."""


def of_instance(machine: Machine, instance: Called, value: Value) -> Value:
    """Return what an attribute is for this instance, with the arguments that it was made with."""
    cls = instance.function
    if instance.unpacked or not isinstance(cls, ClassOf):
        return value
    made: Called | None = instance
    for owner in _initialized(cls):
        definition = machine.followable(owner.get("__init__"))
        if definition is None or made is None:
            break
        body = machine.bodies[definition]
        filling = _Filling(machine, body, made, instance)
        value = filling.filled(value, MAX_DEPTH)
        made = filling.made_by_super(body)
    return value


def _initialized(cls: ClassOf) -> Iterator[ClassOf]:
    """Yield the class, and those that it is derived from, as far as they have an `__init__` of their own."""
    owner = _with_init(cls)
    for _ in range(MAX_CLASSES):
        if owner is None:
            return
        yield owner
        owner = _with_init(owner, itself=False)


def _with_init(cls: ClassOf, itself: bool = True) -> ClassOf | None:
    """Return the class `itself`, or the first of those that it is derived from, with an `__init__` of its own."""
    if itself and cls.get("__init__") is not None:
        return cls
    return next((found for one in cls.bases if isinstance(one, ClassOf) and (found := _with_init(one))), None)


def with_parameters(value: Value, given: Given) -> Value:
    """Return the value with what callers give the functions whose parameters it holds."""
    return _Replacing(given).filled(value, MAX_DEPTH)


class _Replacing:
    """Replaces parameters by what is known of them."""

    def __init__(self, given: Given) -> None:
        self._by_function = {definition.place: names for definition, names in given.parameters.items()}

    def _of_parameter(self, function: Place | None, name: str) -> Value | None:
        return self._by_function[function].get(name) if function in self._by_function and function else None

    def _of_place(self, place: Place | None) -> Value | None:
        return None

    def _one_of(self, value: OneOf, filled: list[tuple[Guard, Value]]) -> Value:
        same = all(one is other for (_, one), (_, other) in zip(filled, value.alternatives, strict=True))
        return value if same else one_of(filled)

    def filled(self, value: Value, depth: int) -> Value:
        """Return the value with the arguments in it; the same one if it holds no parameter."""
        passed = self._passed_here(value)
        if passed is not None:
            return passed
        inside = _inside(value) if depth else ()
        new = [self.filled(one, depth - 1) for one in inside]
        if isinstance(value, OneOf):
            ways = zip(value.alternatives, new, strict=False)
            return self._one_of(value, [(guard, plain) for (guard, _), plain in ways]) if new else value
        same = all(one is other for one, other in zip(inside, new, strict=True))
        return value if same else _with_inside(value, new)

    def _passed_here(self, value: Value) -> Value | None:
        """Return what is known of the parameter that the value is; None if it is none."""
        if isinstance(value, Called):
            return self._of_place(value.place)
        origin = value.origin if isinstance(value, Unknown) else None
        if origin is None or origin.kind != "parameter":
            return None
        return self._of_parameter(origin.scope, origin.name.rpartition(".")[2])


class _Filling(_Replacing):
    """Replaces the parameters of `__init__` by the arguments of a call."""

    def __init__(self, machine: Machine, body: Body, made: Called, instance: Called) -> None:
        home, arguments = body.home or machine, body.node.args
        self._names: Mapping[str, Value] = bound_arguments(body, made, instance_for(machine, body, instance))
        self._place = home.place(body.node)
        self._calls: set[CalledAt] = set()
        """Those of the calls of `__init__` that the value at hand is told apart by."""
        self._given = {name for name, bound in self._names.items() if bound is not body.defaults.get(name)}
        self._made_at = instance.place
        every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        self._typed: Mapping[Place, str] = {home.place_of_parameter(one): one.arg for one in every}

    def made_by_super(self, body: Body) -> Called | None:
        """Return the call of the `__init__` of the next class, as far as it passes parameters on; None without one."""
        for node in walk(body.node):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "__init__":
                if isinstance(node.func.value, ast.Call) and identifier(node.func.value.func) == "super":
                    given = [(None, one) for one in node.args] + [(one.arg, one.value) for one in node.keywords]
                    arguments = (Argument(name, self._passed(one)) for name, one in given)
                    return Called(Unknown("`__init__` of a base class"), tuple(arguments))
        return None

    def _passed(self, node: ast.expr) -> Value:
        unknown = Unknown("it is not a parameter that is passed on")
        return self._names.get(node.id, unknown) if isinstance(node, ast.Name) else unknown

    def _of_parameter(self, function: Place | None, name: str) -> Value | None:
        return self._names.get(name) if function == self._place else None

    def _of_place(self, place: Place | None) -> Value | None:
        return self._names.get(self._typed[place]) if place in self._typed and place is not None else None

    def _one_of(self, value: OneOf, filled: list[tuple[Guard, Value]]) -> Value:
        calls = {one for guard, _ in filled for one, _ in guard if isinstance(one, CalledAt)}
        self._calls = calls if any(one.place == self._made_at for one in calls) else set()
        ways = [(self._rest(guard), plain) for guard, plain in filled if self._holds(guard)]
        return one_of(ways) if ways and tuple(ways) != value.alternatives else value

    def _rest(self, guard: Guard) -> Guard:
        return frozenset((one, outcome) for one, outcome in guard if not self._is_decided(one))

    def _holds(self, guard: Guard) -> bool:
        return all(self._is_outcome(condition, outcome) for condition, outcome in guard)

    def _is_outcome(self, condition: Condition, outcome: bool) -> bool:
        if isinstance(condition, CalledAt) and self._is_decided(condition):
            return (condition.place == self._made_at) is outcome
        return not self._is_decided(condition) or (condition.identity[0] in self._given) is outcome

    def _is_decided(self, condition: Condition) -> bool:
        if isinstance(condition, CalledAt):
            return condition in self._calls
        return isinstance(condition, Passed) and condition.identity[2] == self._place


def _inside(value: Value) -> Sequence[Value]:
    """Return the values inside; of a text its literal pieces too, as it is put together again."""
    if isinstance(value, Text):
        return [Known(one) if isinstance(one, str) else one for one in value.parts]
    return inside(value)


def _with_inside(value: Value, new: Sequence[Value]) -> Value:
    """Return the value with other values inside."""
    if isinstance(value, Called):
        function, *rest = new
        arguments = (replace(one, value=filled) for one, filled in zip(value.arguments, rest, strict=True))
        return replace(value, function=function, arguments=tuple(arguments))
    if isinstance(value, Attribute):
        return replace(value, base=new[0])
    if isinstance(value, Dict):
        entries = (replace(one, value=filled) for one, filled in zip(value.entries, new, strict=True))
        return replace(value, entries=tuple(entries))
    return replace(value, items=tuple(new)) if isinstance(value, Items) else joined(list(new))

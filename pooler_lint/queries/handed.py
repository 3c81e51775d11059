"""Parameters that are connections, or objects of the project that may hold one, by their type."""

from __future__ import annotations

import ast

from pooler_lint.evaluate.annotations import named_in
from pooler_lint.evaluate.bases import is_model, is_settings
from pooler_lint.evaluate.frames import Body
from pooler_lint.evaluate.machine import Handed, Machine
from pooler_lint.values import Called, ClassOf, Symbol, Unknown, Value, alternatives


def hand_over(machine: Machine, body: Body, names: dict[str, Value]) -> None:
    """Put what the types of the function's parameters say into `names`, where nothing else is known of them."""
    if not machine.followed.uses or isinstance(body.node, ast.Lambda):
        return
    arguments = body.node.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        if argument.annotation is not None and _is_unknown(names.get(argument.arg)):
            given = _typed(machine, argument, argument.annotation, body)
            if given is not None:
                names[argument.arg] = given


def _is_unknown(value: Value | None) -> bool:
    plain = [one for _, one in alternatives(value)] if value is not None else []
    return any(isinstance(one, Unknown) and one.origin is not None and one.origin.kind == "parameter" for one in plain)


def _holds_values(cls: ClassOf) -> bool:
    """Return True for a class of settings or of data: each instance has values of its own."""
    return cls.fields or is_settings(cls) or is_model(cls)


def _typed(machine: Machine, argument: ast.arg, annotation: ast.expr, body: Body) -> Value | None:
    for one in named_in(machine, annotation, body.frame):
        function = getattr(body.node, "name", "lambda")
        shown = f"parameter `{argument.arg}` of `{function}`"
        place = machine.place_of_parameter(argument)
        if isinstance(one, Symbol) and one.dotted in machine.followed.types and not machine.reading:
            machine.handed[place] = Handed(one.dotted, shown, function)
            return Called(one, (), f"{shown} is made elsewhere", place)
        if isinstance(one, ClassOf) and one.definition in machine.classes and not _holds_values(one):
            return Called(one, (), f"{shown} is made elsewhere", place)
    return None

"""Parameters that are connections: by their type, or by the dependency that FastAPI resolves for them."""

from __future__ import annotations

import ast

from pooler_lint.lines import Place
from pooler_lint.syntax.frames import Body, Frame
from pooler_lint.syntax.functions import call_function
from pooler_lint.syntax.machine import Machine
from pooler_lint.syntax.roots import root_of
from pooler_lint.values import Called, Function, Items, Symbol, Value, alternatives
from pooler_lint.values.conditions import NOTHING_ASSUMED

_DEPENDENCY = ("fastapi.Depends", "fastapi.params.Depends", "fastapi.param_functions.Depends")
_ANNOTATED = ("typing.Annotated", "typing_extensions.Annotated")
_OPTIONAL = ("typing.Optional", "typing.Union")


def hand_over(machine: Machine, body: Body, names: dict[str, Value]) -> None:
    """Put what is known of the function's parameters into `names`, where that is a connection."""
    if not machine.followed.uses or isinstance(body.node, ast.Lambda):
        return
    arguments = body.node.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        given = _injected(machine, body.defaults.get(argument.arg))
        annotated = _type(machine, argument.annotation, body.frame) if argument.annotation is not None else []
        for one in annotated:
            given = given or _injected(machine, one)
        if given is None and argument.arg in names:
            given = _typed(machine, annotated, argument, body)
        if given is not None:
            names[argument.arg] = given


def _injected(machine: Machine, value: Value | None) -> Value | None:
    """What `Depends(function)` hands over, if that is made from a connection."""
    if not isinstance(value, Called) or not isinstance(value.function, Symbol):
        return None
    if value.function.dotted not in _DEPENDENCY:
        return None
    dependency = value.argument("dependency", 0)
    function = dependency.value if dependency is not None else None
    if not isinstance(function, Function) or function.definition is None or function.definition not in machine.bodies:
        return None
    result = call_function(machine, function.definition, Called(function, ()), None, NOTHING_ASSUMED)
    return result if any(root_of(machine, plain) is not None for _, plain in alternatives(result)) else None


def _typed(machine: Machine, annotated: list[Value], argument: ast.arg, body: Body) -> Value | None:
    for one in annotated:
        if isinstance(one, Symbol) and one.dotted in machine.followed.types:
            function = getattr(body.node, "name", "lambda")
            place = _place(machine, argument)
            shown = f"parameter `{argument.arg}` of `{function}`"
            machine.handed[place] = (one.dotted, shown)
            return Called(one, (), f"{shown} is made elsewhere", place)
    return None


def _type(machine: Machine, annotation: ast.expr, frame: Frame, depth: int = 3) -> list[Value]:
    """The types and the other things that an annotation names."""
    if depth == 0:
        return []
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            inner = ast.parse(annotation.value, mode="eval").body
        except (SyntaxError, ValueError):
            return []
        return _type(machine, inner, frame, depth - 1) if isinstance(inner, (ast.Name, ast.Attribute)) else []
    if isinstance(annotation, ast.BinOp):
        return [
            *_type(machine, annotation.left, frame, depth - 1),
            *_type(machine, annotation.right, frame, depth - 1),
        ]
    if isinstance(annotation, (ast.Name, ast.Attribute, ast.Subscript)):
        return _parts(machine.evaluate(annotation, frame))
    return []


def _parts(value: Value) -> list[Value]:
    """`Annotated[T, Depends(f)]` names both."""
    if isinstance(value, Called) and isinstance(value.function, Symbol):
        if value.function.dotted in (*_ANNOTATED, *_OPTIONAL):
            return [part for argument in value.arguments for part in _parts(argument.value)]
    if isinstance(value, Items):
        return [part for item in value.items for part in _parts(item)]
    return [value]


def _place(machine: Machine, argument: ast.arg) -> Place:
    start = machine.lines.offset_of_bytes(argument.lineno, argument.col_offset)
    return Place(machine.file, start, start + len(argument.arg))

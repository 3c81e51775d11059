"""Parameters that a framework fills: `settings=Depends(get_settings)`, `settings: Annotated[Settings, Depends(...)]`.

https://fastapi.tiangolo.com/tutorial/dependencies/
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from pooler_lint.evaluate.annotations import named_in
from pooler_lint.evaluate.bases import member_of
from pooler_lint.evaluate.frames import Body
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.models import model_of
from pooler_lint.values import Argument, Called, ClassOf, Definition, Symbol, Value

MAX_DEPTH = 4
"""Dependencies that depend on each other."""


def injected(
    machine: Machine,
    body: Body,
    parameter: ast.arg,
    call: Callable[[Definition, Called], Value],
    depth: int = MAX_DEPTH,
) -> Value | None:
    """Return what the framework gives the parameter, the result of what it depends on; None: no framework."""
    annotated = tuple(_annotated(body.home or machine, body, parameter))
    default = body.defaults.get(parameter.arg)
    for value in annotated if default is None else (default, *annotated):
        maker = _maker(value, annotated)
        definition = machine.followable(maker)
        if maker is not None and definition is not None:
            return call(definition, Called(maker, _arguments(machine, maker, call, depth)))
        if isinstance(maker, ClassOf):
            return Called(maker, _arguments(machine, member_of(maker, "__init__"), call, depth))
    return None


def _maker(value: Value, annotated: Sequence[Value]) -> Value | None:
    """Return what `Depends(...)` depends on; None for any other value."""
    function = value.function if isinstance(value, Called) else None
    if (
        not isinstance(value, Called)
        or not isinstance(function, Symbol)
        or function.dotted not in model_of(function).depends
    ):
        return None
    given = value.argument("dependency", 0)
    return given.value if given is not None else next((one for one in annotated if isinstance(one, ClassOf)), None)


def _arguments(
    machine: Machine, function: Value | None, call: Callable[[Definition, Called], Value], depth: int
) -> tuple[Argument, ...]:
    """Return what the framework gives the function that something depends on."""
    definition = machine.followable(function)
    if not depth or definition is None:
        return ()
    body = machine.bodies[definition]
    arguments = body.node.args
    every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    given = ((one.arg, injected(machine, body, one, call, depth - 1)) for one in every)
    return tuple(Argument(name, value) for name, value in given if value is not None)


def _annotated(machine: Machine, body: Body, parameter: ast.arg) -> Iterator[Value]:
    """Yield what the annotation names; that of a file that uses no connection only if it says more than a type."""
    annotation = parameter.annotation
    if annotation is None:
        return
    if machine.followed.uses:
        yield from named_in(machine, annotation, body.frame)
    elif isinstance(annotation, ast.Subscript) and isinstance(annotation.slice, ast.Tuple):
        for part in annotation.slice.elts[1:]:
            if isinstance(part, ast.Call):
                yield machine.evaluate(part, body.frame)

"""Parameters that a framework fills: `settings=Depends(get_settings)`, `settings: Annotated[Settings, Depends(...)]`.

https://fastapi.tiangolo.com/tutorial/dependencies/
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from pooler_lint.syntax.frames import Body
from pooler_lint.syntax.machine import Machine
from pooler_lint.values import Called, ClassOf, Definition, Function, Symbol, Value

_DEPENDS = frozenset({"fastapi.Depends", "fastapi.params.Depends", "fastapi.Security", "fast_depends.Depends"})


def injected(
    machine: Machine, body: Body, parameter: ast.arg, call: Callable[[Definition, Called], Value]
) -> Value | None:
    """Return what the framework gives the parameter, the result of what it depends on; None: no framework."""
    for value in _said(machine, body, parameter):
        if not (isinstance(value, Called) and isinstance(value.function, Symbol)):
            continue
        if value.function.dotted not in _DEPENDS:
            continue
        given = value.argument("dependency", 0)
        maker = given.value if given is not None else None
        if isinstance(maker, Function) and maker.definition in machine.bodies and maker.definition is not None:
            return call(maker.definition, Called(maker, ()))
        if isinstance(maker, ClassOf):
            return Called(maker, ())
    return None


def _said(machine: Machine, body: Body, parameter: ast.arg) -> Iterator[Value]:
    default = body.defaults.get(parameter.arg)
    if default is not None:
        yield default
    annotation = parameter.annotation
    if isinstance(annotation, ast.Subscript) and isinstance(annotation.slice, ast.Tuple):
        for part in annotation.slice.elts[1:]:
            if isinstance(part, ast.Call):
                yield machine.evaluate(part, body.frame)

"""What the annotation of a parameter names: types, and what `Annotated` adds to them."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.values import Called, Items, Symbol, Value

_OF_SEVERAL = frozenset({"typing.Annotated", "typing_extensions.Annotated", "typing.Optional", "typing.Union"})


def named_in(machine: Machine, annotation: ast.expr, frame: Frame, depth: int = 3) -> Sequence[Value]:
    """Return the types and the other things that an annotation names."""
    if depth == 0:
        return ()
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            inner = ast.parse(annotation.value, mode="eval").body
        except (SyntaxError, ValueError):
            return ()
        return named_in(machine, inner, frame, depth - 1) if isinstance(inner, (ast.Name, ast.Attribute)) else ()
    if isinstance(annotation, ast.BinOp):
        left = named_in(machine, annotation.left, frame, depth - 1)
        return (*left, *named_in(machine, annotation.right, frame, depth - 1))
    if isinstance(annotation, (ast.Name, ast.Attribute, ast.Subscript)):
        return _parts(machine.evaluate(annotation, frame))
    return ()


def _parts(value: Value) -> Sequence[Value]:
    """Return both parts of `Annotated[T, Depends(f)]`."""
    if isinstance(value, Called) and isinstance(value.function, Symbol) and value.function.dotted in _OF_SEVERAL:
        return [part for argument in value.arguments for part in _parts(argument.value)]
    if isinstance(value, Items):
        return [part for item in value.items for part in _parts(item)]
    return [value]

"""A condition as it is asked at one place: what names it, so that it is the same one elsewhere or not."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Literal

from pooler_lint.syntax.frames import Frame
from pooler_lint.syntax.machine import Machine
from pooler_lint.syntax.nodes import walk
from pooler_lint.syntax.sources import identity
from pooler_lint.values import Assumptions, Scalar, Test, Value

Outcome = tuple[Assumptions, bool]
Operator = Literal["contains", "equals", "startswith", "endswith"]


def both(test: Test) -> list[Outcome]:
    """It is true, or it is false."""
    return [(frozenset({(test, True)}), True), (frozenset({(test, False)}), False)]


@dataclass(frozen=True, slots=True)
class Asked:
    """The condition at hand, and where it is asked."""

    machine: Machine
    node: ast.expr
    frame: Frame

    def opaque(self) -> list[Outcome]:
        """It is true or false, and that is all."""
        return both(opaque_test(self.machine, self.node, self.frame))

    def about(self, operator: Operator, subject: Value, operand: Scalar) -> list[Outcome]:
        """A test named by what it is about where that has a name of its own, so that it is the same one everywhere."""
        source = self.machine.source(self.node)
        named = identity(subject)
        about = named or f"{source}{_where(self.machine, self.node, self.frame)}"
        text = f"{operand!r} {operator} {about}"
        return both(Test(text, operator, subject, operand, self.node.lineno, source, about))


def opaque_test(machine: Machine, node: ast.expr, frame: Frame) -> Test:
    source = machine.source(node)
    return Test(f"{source}{_where(machine, node, frame)}", line=node.lineno, source=source)


def _where(machine: Machine, node: ast.expr, frame: Frame) -> str:
    """What tells a condition from one that reads the same elsewhere: names are bound anew, functions run again."""
    run = 0
    for inner in walk(node):
        if isinstance(inner, ast.Name):
            scope = frame_of(inner.id, frame)
            stores = machine.names.stores[scope.scope, inner.id]
            run = max(run, scope.run)
        else:
            stores = machine.names.attribute_stores[inner.attr] if isinstance(inner, ast.Attribute) else 0
        if stores > 1:
            return f" at {node.lineno}:{node.col_offset} in run {frame.run}"
    return f" in run {run}" if run else ""


def frame_of(name: str, frame: Frame) -> Frame:
    """The frame that binds the name: a function's, or the module's."""
    while frame.parent is not None and name not in frame.bound:
        frame = frame.parent
    return frame

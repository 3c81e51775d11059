"""A condition as the code asks it at one place, and what tells it from one that reads the same elsewhere."""

from __future__ import annotations

import ast

from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.index.nodes import walk
from pooler_lint.lines import Place
from pooler_lint.records import dataclass
from pooler_lint.values import Scalar, Value
from pooler_lint.values.conditions import Compare, Condition, Guard, Opaque, Operator, Truth
from pooler_lint.values.sources import identity

Outcome = tuple[Guard, bool]


def both(condition: Condition) -> list[Outcome]:
    """Return both outcomes: it is true, or it is false."""
    return [(frozenset({(condition, True)}), True), (frozenset({(condition, False)}), False)]


@dataclass(frozen=True, slots=True)
class Asked:
    """The condition at hand, and where it is asked."""

    machine: Machine
    node: ast.expr
    frame: Frame

    def opaque(self) -> list[Outcome]:
        """Return both outcomes of a condition of which nothing but the text is known."""
        return both(opaque(self.machine, self.node, self.frame))

    def about(self, operator: Operator, value: Value, operand: Scalar) -> list[Outcome]:
        """Return both outcomes of a comparison, which is the same wherever a value with an identity is compared."""
        expression, line = self.machine.source(self.node), self.node.lineno
        subject = identity(value) or opaque(self.machine, self.node, self.frame)
        return both(Compare(subject, operator, operand, value, expression, line))

    def about_truth(self, subject: Value) -> list[Outcome]:
        """Return both outcomes of the question whether what has this identity is true."""
        return both(Truth(subject, self.machine.source(self.node), self.node.lineno))


def opaque(machine: Machine, node: ast.expr, frame: Frame) -> Opaque:
    """Return the expression as a condition of which nothing but the text is known."""
    return Opaque(machine.source(node), *scope_of(machine, node, frame), node.lineno)


def scope_of(machine: Machine, node: ast.expr, frame: Frame) -> tuple[Place, int]:
    """Return the place and the activation within which this expression is worth the same wherever it is written.

    That is the innermost function or module that binds its names; only the expression itself if one is bound again.
    """
    scope = frame
    while scope.parent is not None:
        scope = scope.parent
    for inner in walk(node):
        if isinstance(inner, ast.Name):
            binder = frame_of(inner.id, frame)
            stores = machine.names.stores[binder.scope, inner.id]
            scope = max(scope, binder, key=lambda one: one.activation)
        else:
            stores = machine.names.attribute_stores[inner.attr] if isinstance(inner, ast.Attribute) else 0
        if stores > 1:
            return machine.place(node), frame.activation
    return scope.place, scope.activation


def frame_of(name: str, frame: Frame) -> Frame:
    """Return the frame that binds the name: a function's, or the module's."""
    while frame.parent is not None and name not in frame.bound:
        frame = frame.parent
    return frame

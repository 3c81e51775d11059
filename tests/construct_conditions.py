"""Conditions for tests of what is concluded from them."""

from __future__ import annotations

from pooler_lint.lines import Place
from pooler_lint.values import Scalar, Value
from pooler_lint.values.conditions import Compare, Opaque, Operator


def opaque(expression: str) -> Opaque:
    """Return an expression of which nothing is known, at one place."""
    return Opaque(expression, Place("app.py", 0, 0))


def compare(operand: Scalar, value: Value, operator: Operator = "contains", line: int = 3, shown: str = "") -> Compare:
    """Return a comparison of the value."""
    return Compare(value, operator, operand, value, shown or f"{operator} {operand!r}", line)

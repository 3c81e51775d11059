"""Expressions that choose: `a or b`, `a and b`, `x if test else y`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from pooler_lint.evaluate.conditions import decide, grouped, is_decided
from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.predicates import MAX_CHAIN
from pooler_lint.evaluate.states import MAX_WAYS, State
from pooler_lint.values import Known, Unknown, Value
from pooler_lint.values.combine import one_of, restrict
from pooler_lint.values.conditions import NOTHING_ASSUMED, Guard


def either(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    """`a or b`, `a and b` as values: the first operand that decides, else the last."""
    assert isinstance(node, ast.BoolOp)
    stops_at = isinstance(node.op, ast.Or)
    before = frame.state
    ways: list[tuple[Guard, Value]] = []
    reached: list[Guard] = [NOTHING_ASSUMED]
    *first, last = node.values
    for operand in first:
        still: list[Guard] = []
        for guard, result, value in _decided(machine, operand, reached, before, frame):
            if result is not stops_at:
                still.append(guard)
            else:
                ways.append((guard, Known(result) if is_decided(value) else restrict(value, before.path | guard)))
        # With many alternatives the value is not known any more, and guards would grow with each operand.
        reached = _bounded(still) if len(ways) <= MAX_CHAIN else [NOTHING_ASSUMED]
    for passed in reached:
        frame.state = before.fork(passed)
        ways.append((passed, machine.evaluate(last, frame)))
    frame.state = before
    forget_walrus(machine, node, frame)
    return one_of(ways)


def _bounded(guards: list[Guard]) -> list[Guard]:
    """Return the guards, or what they have in common if they are too many to be followed one by one."""
    return guards if len(guards) <= MAX_WAYS else [frozenset.intersection(*guards)]


def _decided(
    machine: Machine, operand: ast.expr, reached: Sequence[Guard], before: State, frame: Frame
) -> Iterator[tuple[Guard, bool, Value]]:
    """Yield whether the operand is true, under which guard, and its value."""
    for passed in reached:
        frame.state = before.fork(passed)
        value = machine.evaluate(operand, frame)
        for assumed, result in decide(machine, operand, frame):
            yield passed | assumed, result, value


def conditional(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    """`x if test else y` as a value."""
    assert isinstance(node, ast.IfExp)
    before, ways_before = frame.state, frame.ways
    ways: list[tuple[Guard, Value]] = []
    outcomes = grouped(decide(machine, node.test, frame), frame.ways)
    frame.ways *= max(1, len(outcomes) - 1)
    for branch, polarity in ((node.body, True), (node.orelse, False)):
        for assumed, result in outcomes:
            if result is polarity:
                frame.state = before.fork(assumed)
                ways.append((assumed, machine.evaluate(branch, frame)))
    frame.state, frame.ways = before, ways_before
    forget_walrus(machine, node, frame)
    return one_of(ways)


def forget_walrus(machine: Machine, node: ast.expr, frame: Frame) -> None:
    """Names that an expression sets in some of its parts only are not known after it."""
    if not machine.names.has_walrus:
        return
    for inner in ast.walk(node):
        if isinstance(inner, ast.NamedExpr):
            frame.state.names[inner.target.id] = Unknown(
                f"`{inner.target.id}` is set inside an expression", subject=inner.target.id
            )

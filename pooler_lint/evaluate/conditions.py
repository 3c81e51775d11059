"""Conditions: what a test says of the text, and which ways it leaves open.

A test is an expression like any other. Its value is True under some guards and False under others; so it does not
matter whether an `if` asks for it, or a variable, a property or a function holds it.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pooler_lint.evaluate.asked import Asked, Outcome
from pooler_lint.evaluate.environment import where_unset
from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import EXPRESSIONS, Machine
from pooler_lint.evaluate.predicates import at_edge, chain, contains, edge_of, equals, matches, pattern_and_subject
from pooler_lint.evaluate.states import MAX_WAYS
from pooler_lint.records import replace
from pooler_lint.values import (
    Attribute,
    Called,
    ClassOf,
    Dict,
    Function,
    Items,
    Known,
    OneOf,
    Symbol,
    Text,
    Unknown,
    Value,
    alternatives,
)
from pooler_lint.values.combine import combinations, compact, one_of, restrict
from pooler_lint.values.conditions import NOTHING_ASSUMED, Compare, Guard, consistent
from pooler_lint.values.sources import identity

MAX_OUTCOMES = 6
"""Ways in which one condition can turn out; more are two: true or false."""

_QUANTIFIERS = {"builtins.any": True, "builtins.all": False}
"""Functions that ask each item, and the result of one item that decides."""

_ORDERS: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}

Test = Callable[..., "list[Outcome]"]


def decide(machine: Machine, node: ast.expr, frame: Frame) -> list[Outcome]:
    """How the test can turn out here: each outcome with what it assumes beyond the path; never empty."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return [(assumed, not result) for assumed, result in decide(machine, node.operand, frame)]
    asked = Asked(machine, node, frame)
    if isinstance(node, ast.BoolOp):
        each = [decide(machine, value, frame) for value in node.values]
        return _told_apart(chain(each, isinstance(node.op, ast.Or)), asked)
    return _told_apart(truth(machine.evaluate(node, frame), asked), asked)


def _told_apart(outcomes: Sequence[Outcome], asked: Asked) -> list[Outcome]:
    """Return the outcomes that the path leaves open; under an opaque condition if they are too many or none."""
    path = asked.frame.state.path
    left = _on(path, outcomes)
    if len(left) > 2:
        left = _by_result(left, compact)
    if 0 < len(left) <= MAX_OUTCOMES:
        return left
    either = asked.opaque()
    joined = _joined(left)
    # A result that only some values of the subject can have stays with them, whatever the condition is.
    return _on(path, _and(either, joined) if joined else either) or either


def _joined(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return fewer outcomes: what those have in common that differ in comparisons alone.

    If these are too many, all with the more frequent result are joined first.
    """
    groups: dict[Outcome, list[Guard]] = {}
    for guard, result in outcomes:
        chosen = frozenset(one for one in guard if not isinstance(one[0], Compare))
        groups.setdefault((chosen, result), []).append(guard)
    joined = _by_result([(_common(guards), result) for (_, result), guards in groups.items()], compact)
    while len(joined) > MAX_OUTCOMES:
        _, most = max((sum(one is result for _, one in joined), result) for result in (True, False))
        guards = [guard for guard, result in joined if result is most]
        joined = [*(one for one in joined if one[1] is not most), (_common(guards), most)]
    return joined


def _common(guards: Sequence[Guard]) -> Guard:
    return frozenset.intersection(*guards)


def _and(one: Sequence[Outcome], other: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes in which both have the same result."""
    return [(guard | more, result) for guard, result in one for more, same in other if result is same]


def _on(path: Guard, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those outcomes that the path leaves, with what they assume beyond it."""
    left = ((assumed - path, result) for assumed, result in outcomes if consistent(assumed, path))
    return list(dict.fromkeys(left))


def grouped(outcomes: Sequence[Outcome], ways: int) -> list[Outcome]:
    """The outcomes, or where it would be more than `MAX_WAYS`, one for true and one for false with what is common."""
    if len(outcomes) <= 2 or ways * len(outcomes) <= 2 * MAX_WAYS:
        return list(outcomes)
    return _by_result(outcomes, lambda guards: [_common(guards)])


def _by_result(outcomes: Sequence[Outcome], merge: Callable[[Sequence[Guard]], Sequence[Guard]]) -> list[Outcome]:
    each = {result: [assumed for assumed, one in outcomes if one is result] for result in (True, False)}
    return [(guard, result) for result, guards in each.items() if guards for guard in merge(guards)]


def truth(value: Value, asked: Asked) -> list[Outcome]:
    """Return whether the value is true."""
    outcomes: list[Outcome] = []
    for assumed, plain in alternatives(restrict(value, asked.frame.state.path)):
        outcomes.extend(_under(assumed, _truth_of(plain, asked)))
    # A variable without a default is None where no deployment sets it.
    unset = None if is_decided(value) else where_unset(value)
    return outcomes if unset is None else [*outcomes, (unset, False)]


def is_decided(value: Value) -> bool:
    """True for the result of a test: it was decided with all that can be."""
    return all(isinstance(plain, Known) and isinstance(plain.value, bool) for _, plain in alternatives(value))


def _under(assumed: Guard, outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [(assumed | more, result) for more, result in outcomes if consistent(assumed, more)]


def _truth_of(value: Value, asked: Asked) -> list[Outcome]:
    known = _known_truth(value)
    if known is not None:
        return [(NOTHING_ASSUMED, known)]
    matched = pattern_and_subject(value) if isinstance(value, Called) else None
    if matched is not None:
        how, *given = matched
        found = _of_each(given, asked, lambda pattern, subject: matches(how, pattern, subject, asked))
        if found:
            return found
    subject = identity(value)
    return asked.opaque() if subject is None else asked.about_truth(subject)


def _known_truth(value: Value) -> bool | None:
    if isinstance(value, Known):
        return bool(value.value)
    if isinstance(value, Text):
        return True if any(isinstance(part, str) for part in value.parts) else None
    if isinstance(value, Dict):
        return True if value.entries and value.open is None else (False if value.open is None else None)
    if isinstance(value, Items):
        return bool(value.items)
    return True if isinstance(value, (Function, ClassOf)) else None


def _of_each(values: Sequence[Value], asked: Asked, test: Test) -> list[Outcome]:
    """Return the outcomes of the test for each combination of plain values; none where there are too many."""
    found = combinations(values, asked.frame.state.path)
    return [outcome for assumed, plain in found or () for outcome in _under(assumed, test(*plain))]


def compared(left: Value, right: Value, asked: Asked) -> list[Outcome]:
    """Return whether two values are equal."""
    outcomes = _of_each((left, right), asked, lambda one, other: equals(one, other, asked))
    return outcomes if 0 < len(outcomes) <= MAX_OUTCOMES else asked.opaque()


def tested(called: Called, asked: Asked) -> Value | None:
    """Return the value of a call that tests something, such as `url.startswith(...)`; None for any other call."""
    function, given = called.function, [argument.value for argument in called.arguments]
    if called.unpacked or len(given) != 1 or called.arguments[0].name is not None:
        return None
    outcomes: list[Outcome] | None = None
    edge = edge_of(function)
    if edge is not None:
        outcomes = _of_each(given, asked, lambda wanted: at_edge(*edge, wanted, asked))
    elif isinstance(function, Symbol) and function.dotted == "builtins.bool":
        outcomes = truth(given[0], asked)
    elif isinstance(function, Symbol) and function.dotted in _QUANTIFIERS and isinstance(given[0], Items):
        outcomes = chain([truth(item, asked) for item in given[0].items], _QUANTIFIERS[function.dotted])
    return None if outcomes is None else _as_value(_told_apart(outcomes, asked), asked)


def _as_value(outcomes: Sequence[Outcome], asked: Asked) -> Value:
    place = asked.machine.place(asked.node)
    value = one_of([(assumed, Known(result, place=place)) for assumed, result in outcomes])
    return replace(value, place=place) if isinstance(value, (OneOf, Unknown)) else value


def _compare(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Compare)
    asked = Asked(machine, node, frame)
    left, *others = [machine.evaluate(operand, frame) for operand in (node.left, *node.comparators)]
    outcomes = _outcomes(node.ops[0], left, others[0], asked) if len(others) == 1 else asked.opaque()
    return _as_value(_told_apart(outcomes, asked), asked)


def _outcomes(asked_for: ast.cmpop, left: Value, right: Value, asked: Asked) -> list[Outcome]:
    turned = _find_compared(left, asked_for, right)
    if turned is not None:
        left, right, asked_for = turned
    negated = isinstance(asked_for, (ast.NotIn, ast.NotEq, ast.IsNot))

    def test(one: Value, other: Value) -> list[Outcome]:
        if isinstance(asked_for, (ast.In, ast.NotIn)):
            return contains(one, other, asked)
        if isinstance(asked_for, (ast.Eq, ast.NotEq)):
            return equals(one, other, asked)
        if isinstance(asked_for, (ast.Is, ast.IsNot)):
            return _is(one, other, asked)
        return _ordered(asked_for, one, other, asked)

    outcomes = [(assumed, result is not negated) for assumed, result in _of_each((left, right), asked, test)]
    unset = where_unset(left) if isinstance(asked_for, (ast.Is, ast.IsNot)) and _is_none(right) else None
    return outcomes if unset is None else [*outcomes, (unset, not negated)]


def _ordered(order: ast.cmpop, left: Value, right: Value, asked: Asked) -> list[Outcome]:
    compare = _ORDERS.get(type(order))
    if compare is None or not (isinstance(left, Known) and isinstance(right, Known)):
        return asked.opaque()
    one, other = left.value, right.value
    is_comparable = isinstance(one, (int, float)) and isinstance(other, (int, float))
    return [(NOTHING_ASSUMED, compare(one, other))] if is_comparable else asked.opaque()


def _is_none(value: Value) -> bool:
    return isinstance(value, Known) and value.value is None


def _find_compared(left: Value, order: ast.cmpop, right: Value) -> tuple[Value, Value, ast.cmpop] | None:
    """`url.find(x) != -1` and its like as (x, url, in / not in)."""
    if not (isinstance(left, Called) and isinstance(left.function, Attribute) and left.function.name == "find"):
        return None
    if not (left.arguments and isinstance(right, Known)):
        return None
    there = (isinstance(order, (ast.NotEq, ast.Gt)) and right.value == -1) or (
        isinstance(order, ast.GtE) and right.value == 0
    )
    absent = isinstance(order, ast.Eq) and right.value == -1
    if not (there or absent):
        return None
    return left.arguments[0].value, left.function.base, ast.In() if there else ast.NotIn()


def _is(left: Value, right: Value, asked: Asked) -> list[Outcome]:
    if isinstance(left, Known) and isinstance(right, Known):
        return [(NOTHING_ASSUMED, left.value is right.value)]
    if _is_none(right) and isinstance(left, (Text, Dict, Items, Function, ClassOf)):
        return [(NOTHING_ASSUMED, False)]
    if _is_none(right) and isinstance(left, Called) and pattern_and_subject(left) is not None:
        return [(assumed, not result) for assumed, result in _truth_of(left, asked)]
    if isinstance(left, Symbol) and isinstance(right, Symbol) and left.dotted == right.dotted:
        return [(NOTHING_ASSUMED, True)]
    return asked.opaque()


def _unary(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.UnaryOp)
    if isinstance(node.op, ast.Not):
        return _as_value(decide(machine, node, frame), Asked(machine, node, frame))
    value = machine.evaluate(node.operand, frame)
    if isinstance(node.op, ast.USub) and isinstance(value, Known) and isinstance(value.value, (int, float)):
        return Known(-value.value, place=machine.place(node))
    return value


EXPRESSIONS[ast.Compare] = _compare
EXPRESSIONS[ast.UnaryOp] = _unary

"""Conditions: what a test says of the text, and which ways it leaves open."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import replace

from pooler_lint.syntax.asked import Asked, Outcome, both, opaque
from pooler_lint.syntax.combine import combinations, one_of, restrict
from pooler_lint.syntax.environment import where_unset
from pooler_lint.syntax.frames import Frame
from pooler_lint.syntax.machine import EXPRESSIONS, Machine
from pooler_lint.syntax.sources import identity
from pooler_lint.syntax.states import MAX_WAYS
from pooler_lint.syntax.strings import is_textual, parts_of
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
from pooler_lint.values.conditions import NOTHING_ASSUMED, Guard, Truth, consistent

_PLAIN_PATTERN = re.compile(r"(?:[\w:/@.-]|\\[^\w\s])+", re.ASCII)


MAX_OUTCOMES = 6
"""Ways in which one condition can turn out; more are two: true or false."""
MAX_CHAIN = 64


def decide(machine: Machine, node: ast.expr, frame: Frame) -> list[Outcome]:
    """How the test can turn out here: each outcome with what it assumes beyond the path; never empty."""
    path = frame.state.path
    outcomes = _on(path, _decide(machine, node, frame))
    if 0 < len(outcomes) <= MAX_OUTCOMES:
        return outcomes
    either = both(opaque(machine, node, frame))
    return _on(path, either) or either


def _on(path: Guard, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those outcomes that the path leaves, with what they assume beyond it."""
    left = ((assumed - path, result) for assumed, result in outcomes if consistent(assumed, path))
    return list(dict.fromkeys(left))


def grouped(outcomes: Sequence[Outcome], ways: int) -> list[Outcome]:
    """The outcomes, or where it would be more than `MAX_WAYS`, one for true and one for false with what is common."""
    if len(outcomes) <= 2 or ways * len(outcomes) <= 2 * MAX_WAYS:
        return list(outcomes)
    each = {result: [assumed for assumed, one in outcomes if one is result] for result in (True, False)}
    return [(frozenset.intersection(*assumed), result) for result, assumed in each.items() if assumed]


def _decide(machine: Machine, node: ast.expr, frame: Frame) -> list[Outcome]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return [(assumed, not result) for assumed, result in decide(machine, node.operand, frame)]
    if isinstance(node, ast.BoolOp):
        return _boolean(machine, node, frame)
    if isinstance(node, ast.Compare):
        return _compare(machine, node, frame) if len(node.ops) == 1 else _compared_in_a_row(machine, node, frame)
    if isinstance(node, ast.Call):
        return _call(machine, node, frame)
    return truth(machine, machine.evaluate(node, frame), node, frame)


def _boolean(machine: Machine, node: ast.BoolOp, frame: Frame) -> list[Outcome]:
    stops_at = isinstance(node.op, ast.Or)
    return chain([decide(machine, value, frame) for value in node.values], stops_at)


def chain(operands: Sequence[Sequence[Outcome]], stops_at: bool) -> list[Outcome]:
    """`or` (stops at the first true operand) or `and` (at the first false one) of operands that are decided already."""
    going: list[Guard] = [NOTHING_ASSUMED]
    ended: list[Outcome] = []
    for outcomes in operands:
        if len(going) + len(ended) > MAX_CHAIN:
            return []  # too many to tell apart
        still: list[Guard] = []
        for assumed in going:
            for more, result in outcomes:
                if not consistent(assumed, more):
                    continue
                if result is stops_at:
                    ended.append((assumed | more, result))
                else:
                    still.append(assumed | more)
        going = still
    return [*ended, *((assumed, not stops_at) for assumed in going)]


def truth(machine: Machine, value: Value, node: ast.expr, frame: Frame) -> list[Outcome]:
    """Whether the value is true."""
    outcomes: list[Outcome] = []
    for assumed, plain in alternatives(value):
        known = _truth_of(plain)
        if known is not None:
            outcomes.append((assumed, known))
            continue
        subject = identity(plain)
        shown = machine.source(node)
        condition = Truth(subject, shown, node.lineno) if subject else opaque(machine, node, frame)
        outcomes.extend((assumed | more, result) for more, result in both(condition) if consistent(assumed, more))
    return [*outcomes, *_unset(value)]


def _unset(value: Value) -> list[Outcome]:
    """Return that a variable without a default is false where no deployment sets it."""
    unset = where_unset(value)
    return [] if unset is None else [(unset, False)]


def _truth_of(value: Value) -> bool | None:
    if isinstance(value, Known):
        return bool(value.value)
    if isinstance(value, Text):
        return True if any(isinstance(part, str) for part in value.parts) else None
    if isinstance(value, Dict):
        return True if value.entries and value.open is None else (False if value.open is None else None)
    if isinstance(value, Items):
        return bool(value.items)
    return True if isinstance(value, (Function, ClassOf)) else None


def _compare(machine: Machine, node: ast.Compare, frame: Frame) -> list[Outcome]:
    asked = Asked(machine, node, frame)
    operator = node.ops[0]
    negated = isinstance(operator, (ast.NotIn, ast.NotEq, ast.IsNot))
    left = machine.evaluate(node.left, frame)
    right = machine.evaluate(node.comparators[0], frame)
    turned = _find_compared(left, operator, right)
    if turned is not None:
        left, right, operator = turned
        negated = isinstance(operator, (ast.NotIn, ast.NotEq))
    found = combinations((left, right), frame.state.path)
    if found is None:
        return []
    outcomes: list[Outcome] = []
    for assumed, (one, other) in found:
        if isinstance(operator, (ast.In, ast.NotIn)):
            results = _contains(one, other, asked)
        elif isinstance(operator, (ast.Eq, ast.NotEq)):
            results = _equals(one, other, asked)
        elif isinstance(operator, (ast.Is, ast.IsNot)):
            results = _is(one, other, asked)
        else:
            results = asked.opaque()
        outcomes.extend(
            (assumed | more, result is not negated) for more, result in results if consistent(assumed, more)
        )
    unset = where_unset(left) if isinstance(operator, (ast.Is, ast.IsNot)) and _is_none(right) else None
    return outcomes if unset is None else [*outcomes, (unset, not negated)]


def _is_none(value: Value) -> bool:
    return isinstance(value, Known) and value.value is None


def _compared_in_a_row(machine: Machine, node: ast.Compare, frame: Frame) -> list[Outcome]:
    """`a < b < c`: not followed, but the calls inside are looked at."""
    for operand in (node.left, *node.comparators):
        machine.evaluate(operand, frame)
    return both(opaque(machine, node, frame))


def _find_compared(left: Value, operator: ast.cmpop, right: Value) -> tuple[Value, Value, ast.cmpop] | None:
    """`url.find(x) != -1` and its like as (x, url, in / not in)."""
    if not (isinstance(left, Called) and isinstance(left.function, Attribute) and left.function.name == "find"):
        return None
    if not (left.arguments and isinstance(right, Known)):
        return None
    there = (isinstance(operator, (ast.NotEq, ast.Gt)) and right.value == -1) or (
        isinstance(operator, ast.GtE) and right.value == 0
    )
    absent = isinstance(operator, ast.Eq) and right.value == -1
    if not (there or absent):
        return None
    return left.arguments[0].value, left.function.base, ast.In() if there else ast.NotIn()


def _contains(needle: Value, haystack: Value, asked: Asked) -> list[Outcome]:
    if isinstance(haystack, Items):
        return chain([_equals(needle, item, asked) for item in haystack.items], stops_at=True)
    if not (isinstance(needle, Known) and isinstance(needle.value, str)):
        return asked.opaque()
    if isinstance(haystack, Dict):
        entry = haystack.get(needle.value)
        if entry is not None and not (haystack.open and isinstance(entry.value, Unknown)):
            return [(NOTHING_ASSUMED, True)]
        return [(NOTHING_ASSUMED, False)] if haystack.open is None else asked.opaque()
    if is_textual(haystack) and any(isinstance(part, str) and needle.value in part for part in parts_of(haystack)):
        return [(NOTHING_ASSUMED, True)]
    if isinstance(haystack, Known):
        return [(NOTHING_ASSUMED, False)]
    return asked.about("contains", haystack, needle.value)


def _equals(left: Value, right: Value, asked: Asked) -> list[Outcome]:
    if isinstance(left, Known) and isinstance(right, Known):
        return [(NOTHING_ASSUMED, left.value == right.value)]
    if isinstance(left, Known):
        left, right = right, left
    return asked.about("equals", left, right.value) if isinstance(right, Known) else asked.opaque()


def equals(machine: Machine, left: Value, right: Value, node: ast.expr, frame: Frame) -> list[Outcome]:
    """Whether two values are equal; `node` says how the condition is written."""
    asked = Asked(machine, node, frame)
    outcomes: list[Outcome] = []
    for assumed, (one, other) in combinations((left, right), frame.state.path) or ():
        results = _equals(one, other, asked)
        outcomes.extend((assumed | more, result) for more, result in results if consistent(assumed, more))
    return outcomes if 0 < len(outcomes) <= MAX_OUTCOMES else asked.opaque()


def _is(left: Value, right: Value, asked: Asked) -> list[Outcome]:
    if isinstance(left, Known) and isinstance(right, Known):
        return [(NOTHING_ASSUMED, left.value is right.value)]
    if isinstance(right, Known) and right.value is None and isinstance(left, (Text, Dict, Items, Function, ClassOf)):
        return [(NOTHING_ASSUMED, False)]
    if isinstance(left, Symbol) and isinstance(right, Symbol) and left.dotted == right.dotted:
        return [(NOTHING_ASSUMED, True)]
    return asked.opaque()


def _call(machine: Machine, node: ast.Call, frame: Frame) -> list[Outcome]:
    """`url.startswith(...)`, `any(x in url for x in (...))`, `re.search(...)`, `bool(x)`."""
    function = node.func
    if isinstance(function, ast.Name) and len(node.args) == 1:
        if function.id == "bool":
            return decide(machine, node.args[0], frame)
        if function.id in ("any", "all"):
            each = _each_of(machine, node.args[0], frame)
            if each is not None:
                return chain(each, stops_at=function.id == "any")
    asked = Asked(machine, node, frame)
    outcomes: list[Outcome] = []
    value = restrict(machine.evaluate(node, frame), frame.state.path)
    for assumed, plain in alternatives(value):
        for more, results in _plain_calls(plain, asked):
            outcomes.extend(
                (assumed | more | last, result)
                for last, result in results
                if consistent(assumed, more) and consistent(assumed | more, last)
            )
    return [*outcomes, *_unset(value)]


def _plain_calls(value: Value, asked: Asked) -> list[tuple[Guard, list[Outcome]]]:
    whole = [(NOTHING_ASSUMED, truth(asked.machine, value, asked.node, asked.frame))]
    if not (isinstance(value, Called) and value.arguments):
        return whole
    calls: list[tuple[Guard, list[Outcome]]] = []
    for assumed, given in combinations([argument.value for argument in value.arguments]) or ():
        arguments = tuple(replace(a, value=v) for a, v in zip(value.arguments, given, strict=True))
        known = _text_call(replace(value, arguments=arguments), asked)
        if known is None:
            return whole
        calls.append((assumed, known))
    return calls or whole


def _each_of(machine: Machine, node: ast.expr, frame: Frame) -> list[list[Outcome]] | None:
    """The outcomes of each round of `test for name in (...)` over items that are in the text."""
    if not isinstance(node, (ast.GeneratorExp, ast.ListComp)) or len(node.generators) != 1:
        return None
    generator = node.generators[0]
    items = machine.evaluate(generator.iter, frame)
    if generator.ifs or not isinstance(items, Items) or not isinstance(generator.target, ast.Name):
        return None
    name = generator.target.id
    before, activation = frame.state.names.get(name), frame.activation
    each: list[list[Outcome]] = []
    for item in items.items:
        frame.activation = machine.shared.new_activation()
        frame.state.names[name] = item
        each.append(decide(machine, node.elt, frame))
    frame.activation = activation
    if before is None:
        frame.state.names.pop(name, None)
    else:
        frame.state.names[name] = before
    return each


def _text_call(called: Called, asked: Asked) -> list[Outcome] | None:
    function = called.function
    first = called.arguments[0].value
    if isinstance(function, Symbol) and function.dotted in ("re.search", "re.match") and len(called.arguments) == 2:
        return _pattern(function.dotted, first, called.arguments[1].value, asked)
    if not (isinstance(function, Attribute) and function.name in ("startswith", "endswith")):
        return None
    if len(called.arguments) != 1:
        return None
    wanted = first.items if isinstance(first, Items) else (first,)
    return chain([_edge(function.base, function.name, item, asked) for item in wanted], stops_at=True)


def _pattern(dotted: str, pattern: Value, subject: Value, asked: Asked) -> list[Outcome] | None:
    """A regular expression that is a plain text; a dot in it counts as a dot."""
    written = pattern.value if isinstance(pattern, Known) else None
    if not isinstance(written, str) or not _PLAIN_PATTERN.fullmatch(written):
        return None
    literal = Known(written.replace("\\", ""))
    if dotted == "re.match":
        return _edge(subject, "startswith", literal, asked)
    return _contains(literal, subject, asked)


def _edge(subject: Value, method: str, wanted: Value, asked: Asked) -> list[Outcome]:
    if not (isinstance(wanted, Known) and isinstance(wanted.value, str)):
        return asked.opaque()
    if is_textual(subject):
        part = parts_of(subject)[0 if method == "startswith" else -1]
        if isinstance(part, str):
            if getattr(part, method)(wanted.value):
                return [(NOTHING_ASSUMED, True)]
            if isinstance(subject, Known) or len(part) >= len(wanted.value):
                return [(NOTHING_ASSUMED, False)]
    return asked.about("startswith" if method == "startswith" else "endswith", subject, wanted.value)


def _as_value(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    outcomes = decide(machine, node, frame)
    place = machine.place(node)
    value = one_of([(assumed, Known(result, place=place)) for assumed, result in outcomes])
    return replace(value, place=place) if isinstance(value, (OneOf, Unknown)) else value


def _not(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.UnaryOp)
    value = machine.evaluate(node.operand, frame) if not isinstance(node.op, ast.Not) else None
    if value is None:
        return _as_value(machine, node, frame)
    if isinstance(node.op, ast.USub) and isinstance(value, Known) and isinstance(value.value, (int, float)):
        return Known(-value.value, place=machine.place(node))
    return value


EXPRESSIONS[ast.Compare] = _as_value
EXPRESSIONS[ast.UnaryOp] = _not

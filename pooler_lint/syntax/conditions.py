"""Conditions: what a test says of the text, and which ways it leaves open."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from pooler_lint.syntax.combine import combinations, restrict
from pooler_lint.syntax.machine import EXPRESSIONS, Frame, Machine
from pooler_lint.syntax.strings import is_textual, parts_of
from pooler_lint.values import (
    NOTHING_ASSUMED,
    Assumptions,
    Attribute,
    Called,
    ClassOf,
    Dict,
    Function,
    Items,
    Known,
    OneOf,
    Scalar,
    Symbol,
    Test,
    Text,
    Unknown,
    Value,
    alternatives,
    consistent,
)

Outcome = tuple[Assumptions, bool]
Operator = Literal["contains", "equals", "startswith", "endswith"]

MAX_OUTCOMES = 6


def decide(machine: Machine, node: ast.expr, frame: Frame) -> list[Outcome]:
    """How the test can turn out here: each outcome with what it assumes beyond the path; never empty."""
    outcomes: list[Outcome] = []
    for assumed, result in _decide(machine, node, frame):
        if consistent(assumed, frame.state.path) and (assumed - frame.state.path, result) not in outcomes:
            outcomes.append((assumed - frame.state.path, result))
    if 0 < len(outcomes) <= MAX_OUTCOMES:
        return outcomes
    return _both(_opaque(node))


def _decide(machine: Machine, node: ast.expr, frame: Frame) -> list[Outcome]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return [(assumed, not result) for assumed, result in decide(machine, node.operand, frame)]
    if isinstance(node, ast.BoolOp):
        return _boolean(machine, node, frame)
    if isinstance(node, ast.Compare):
        return _compare(machine, node, frame) if len(node.ops) == 1 else _compared_in_a_row(machine, node, frame)
    if isinstance(node, ast.Call):
        return _call(machine, node, frame)
    return truth(machine.evaluate(node, frame), node)


def _boolean(machine: Machine, node: ast.BoolOp, frame: Frame) -> list[Outcome]:
    stops_at = isinstance(node.op, ast.Or)
    return _chain([decide(machine, value, frame) for value in node.values], stops_at)


def _chain(operands: Sequence[Sequence[Outcome]], stops_at: bool) -> list[Outcome]:
    """`or` (stops at the first true operand) or `and` (at the first false one) of operands that are decided already."""
    going: list[Assumptions] = [NOTHING_ASSUMED]
    ended: list[Outcome] = []
    for outcomes in operands:
        still: list[Assumptions] = []
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


def truth(value: Value, node: ast.expr) -> list[Outcome]:
    """Whether the value is true."""
    outcomes: list[Outcome] = []
    ways = value.alternatives if isinstance(value, OneOf) else ((NOTHING_ASSUMED, value),)
    for assumed, plain in ways:
        known = _truth_of(plain)
        if known is not None:
            outcomes.append((assumed, known))
        else:
            outcomes.extend((assumed | more, result) for more, result in _both(_opaque(node)))
    return outcomes


def _truth_of(value: Value) -> bool | None:
    if isinstance(value, Known):
        return bool(value.value)
    if isinstance(value, Text):
        return True if any(isinstance(part, str) for part in value.parts) else None
    if isinstance(value, Dict):
        return True if value.entries else (False if value.open is None else None)
    if isinstance(value, Items):
        return bool(value.items)
    return True if isinstance(value, (Function, ClassOf)) else None


def _compare(machine: Machine, node: ast.Compare, frame: Frame) -> list[Outcome]:
    operator = node.ops[0]
    negated = isinstance(operator, (ast.NotIn, ast.NotEq, ast.IsNot))
    left = machine.evaluate(node.left, frame)
    right = machine.evaluate(node.comparators[0], frame)
    found = _find_compared(left, operator, right)
    if found is not None:
        left, right, operator = found
        negated = isinstance(operator, (ast.NotIn, ast.NotEq))
    outcomes: list[Outcome] = []
    for assumed, (one, other) in combinations((restrict(left, frame.state.path), restrict(right, frame.state.path))):
        if isinstance(operator, (ast.In, ast.NotIn)):
            results = _contains(one, other, node)
        elif isinstance(operator, (ast.Eq, ast.NotEq)):
            results = _equals(one, other, node)
        elif isinstance(operator, (ast.Is, ast.IsNot)):
            results = _is(one, other, node)
        else:
            results = _both(_opaque(node))
        outcomes.extend((assumed | more, result is not negated) for more, result in results)
    return outcomes


def _compared_in_a_row(machine: Machine, node: ast.Compare, frame: Frame) -> list[Outcome]:
    """`a < b < c`: not followed, but the calls inside are looked at."""
    for operand in (node.left, *node.comparators):
        machine.evaluate(operand, frame)
    return _both(_opaque(node))


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


def _contains(needle: Value, haystack: Value, node: ast.expr) -> list[Outcome]:
    if isinstance(haystack, Items):
        return _chain([_equals(needle, item, node) for item in haystack.items], stops_at=True)
    if isinstance(haystack, Dict) and isinstance(needle, Known):
        if haystack.get(str(needle.value)) is not None:
            return [(NOTHING_ASSUMED, True)]
        return [(NOTHING_ASSUMED, False)] if haystack.open is None else _both(_opaque(node))
    if not (isinstance(needle, Known) and isinstance(needle.value, str)):
        return _both(_opaque(node))
    if is_textual(haystack) and any(isinstance(part, str) and needle.value in part for part in parts_of(haystack)):
        return [(NOTHING_ASSUMED, True)]
    if isinstance(haystack, Known):
        return [(NOTHING_ASSUMED, False)]
    return _both(_test(node, "contains", haystack, needle.value))


def _equals(left: Value, right: Value, node: ast.expr) -> list[Outcome]:
    if isinstance(left, Known) and isinstance(right, Known):
        return [(NOTHING_ASSUMED, left.value == right.value)]
    if isinstance(left, Known):
        left, right = right, left
    if isinstance(right, Known):
        return _both(_test(node, "equals", left, right.value))
    return _both(_opaque(node))


def _is(left: Value, right: Value, node: ast.expr) -> list[Outcome]:
    if isinstance(left, Known) and isinstance(right, Known):
        return [(NOTHING_ASSUMED, left.value is right.value)]
    if isinstance(right, Known) and right.value is None and isinstance(left, (Text, Dict, Items, Function, ClassOf)):
        return [(NOTHING_ASSUMED, False)]
    if isinstance(left, Symbol) and isinstance(right, Symbol) and left.dotted == right.dotted:
        return [(NOTHING_ASSUMED, True)]
    return _both(_opaque(node))


def _call(machine: Machine, node: ast.Call, frame: Frame) -> list[Outcome]:
    """`url.startswith(...)`, `any(x in url for x in (...))`, `re.search(...)`, `bool(x)`."""
    function = node.func
    if isinstance(function, ast.Name) and len(node.args) == 1:
        if function.id == "bool":
            return decide(machine, node.args[0], frame)
        if function.id in ("any", "all"):
            each = _each_of(machine, node.args[0], frame)
            if each is not None:
                return _chain(each, stops_at=function.id == "any")
    outcomes: list[Outcome] = []
    for assumed, value in alternatives(restrict(machine.evaluate(node, frame), frame.state.path)):
        for more, results in _plain_calls(value, node):
            outcomes.extend((assumed | more | last, result) for last, result in results if consistent(assumed, more))
    return outcomes


def _plain_calls(value: Value, node: ast.Call) -> list[tuple[Assumptions, list[Outcome]]]:
    if not (isinstance(value, Called) and value.arguments):
        return [(NOTHING_ASSUMED, truth(value, node))]
    calls: list[tuple[Assumptions, list[Outcome]]] = []
    for assumed, given in combinations([argument.value for argument in value.arguments]):
        arguments = tuple(replace(a, value=v) for a, v in zip(value.arguments, given, strict=True))
        known = _text_call(replace(value, arguments=arguments), node)
        if known is None:
            return [(NOTHING_ASSUMED, truth(value, node))]
        calls.append((assumed, known))
    return calls


def _each_of(machine: Machine, node: ast.expr, frame: Frame) -> list[list[Outcome]] | None:
    """The outcomes of each round of `test for name in (...)` over items that are in the text."""
    if not isinstance(node, (ast.GeneratorExp, ast.ListComp)) or len(node.generators) != 1:
        return None
    generator = node.generators[0]
    items = machine.evaluate(generator.iter, frame)
    if generator.ifs or not isinstance(items, Items) or not isinstance(generator.target, ast.Name):
        return None
    name = generator.target.id
    before = frame.state.names.get(name)
    each: list[list[Outcome]] = []
    for item in items.items:
        frame.state.names[name] = item
        each.append(decide(machine, node.elt, frame))
    if before is None:
        frame.state.names.pop(name, None)
    else:
        frame.state.names[name] = before
    return each


def _text_call(called: Called, node: ast.expr) -> list[Outcome] | None:
    function = called.function
    first = called.arguments[0].value
    if isinstance(function, Symbol) and function.dotted in ("re.search", "re.match") and len(called.arguments) >= 2:
        pattern = first.value if isinstance(first, Known) else None
        literal = pattern.replace("\\", "") if isinstance(pattern, str) else ""
        plain = all(character.isalnum() or character in ":-_/@.\\" for character in str(pattern or "*"))
        return _contains(Known(literal), called.arguments[1].value, node) if literal and plain else None
    if not (isinstance(function, Attribute) and function.name in ("startswith", "endswith")):
        return None
    wanted = first.items if isinstance(first, Items) else (first,)
    return _chain([_edge(function.base, function.name, item, node) for item in wanted], stops_at=True)


def _edge(subject: Value, method: str, wanted: Value, node: ast.expr) -> list[Outcome]:
    if not (isinstance(wanted, Known) and isinstance(wanted.value, str)):
        return _both(_opaque(node))
    if is_textual(subject):
        part = parts_of(subject)[0 if method == "startswith" else -1]
        if isinstance(part, str):
            if getattr(part, method)(wanted.value):
                return [(NOTHING_ASSUMED, True)]
            if isinstance(subject, Known) or len(part) >= len(wanted.value):
                return [(NOTHING_ASSUMED, False)]
    return _both(_test(node, "startswith" if method == "startswith" else "endswith", subject, wanted.value))


def _both(test: Test) -> list[Outcome]:
    return [(frozenset({(test, True)}), True), (frozenset({(test, False)}), False)]


def _source_of(node: ast.expr) -> str:
    source = ast.unparse(node)
    # `unparse` writes single quotes; formatted code mostly has double ones.
    return source if '"' in source else source.replace("'", '"')


def _opaque(node: ast.expr) -> Test:
    source = _source_of(node)
    return Test(source, line=node.lineno, source=source)


def _test(node: ast.expr, operator: Operator, subject: Value, operand: Scalar) -> Test:
    """The test, named by what it is about where that has a name of its own, so that it is the same one everywhere."""
    source = _source_of(node)
    about = _name_of(subject)
    text = f"{operand!r} {operator} {about}" if about else f"{operator}: {source}, {operand!r}"
    return Test(text, operator, subject, operand, node.lineno, source)


def _name_of(subject: Value) -> str | None:
    if isinstance(subject, Symbol):
        return subject.dotted
    if isinstance(subject, Unknown) and subject.origin is not None:
        return f"{subject.origin.kind} {subject.origin.name}"
    if isinstance(subject, Attribute):
        base = _name_of(subject.base)
        return f"{base}.{subject.name}" if base else None
    return None


def _as_value(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    outcomes = decide(machine, node, frame)
    span = machine.span(node)
    if len({result for _, result in outcomes}) == 1:
        return Known(outcomes[0][1], span=span)
    return OneOf(tuple((assumed, Known(result, span=span)) for assumed, result in outcomes), span=span)


def _not(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.UnaryOp)
    value = machine.evaluate(node.operand, frame) if not isinstance(node.op, ast.Not) else None
    if value is None:
        return _as_value(machine, node, frame)
    if isinstance(node.op, ast.USub) and isinstance(value, Known) and isinstance(value.value, (int, float)):
        return Known(-value.value, span=machine.span(node))
    return value


EXPRESSIONS[ast.Compare] = _as_value
EXPRESSIONS[ast.UnaryOp] = _not

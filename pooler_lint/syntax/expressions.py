"""What each kind of expression is worth."""

from __future__ import annotations

import ast
import builtins
from dataclasses import replace

from pooler_lint.syntax.classes import attribute_of
from pooler_lint.syntax.combine import combine, one_of, restrict, shared
from pooler_lint.syntax.conditions import decide
from pooler_lint.syntax.dicts import merged
from pooler_lint.syntax.machine import EXPRESSIONS, Body, Frame, Machine
from pooler_lint.syntax.prescan import MODULE_SCOPE
from pooler_lint.syntax.strings import is_textual, join, parts_of, percent_format, text_of
from pooler_lint.values import (
    Assumptions,
    Dict,
    Entry,
    Function,
    Items,
    Known,
    OneOf,
    Origin,
    Symbol,
    Unknown,
    Value,
)


def _constant(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Constant)
    if isinstance(node.value, (str, int, float, bytes)) or node.value is None:
        return Known(node.value, span=machine.span(node))
    return Unknown("a constant of a kind that is not followed", span=machine.span(node))


def _name(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Name)
    value = lookup(machine, node.id, frame)
    return shared(value) if machine.names.loads[_binding_scope(node.id, frame), node.id] > 1 else value


def _binding_scope(name: str, frame: Frame) -> int:
    scope: Frame | None = frame
    while scope is not None and name not in scope.bound:
        scope = scope.parent
    return scope.scope if scope is not None else MODULE_SCOPE


def lookup(machine: Machine, name: str, frame: Frame) -> Value:
    """The value of a name here."""
    if name in frame.state.names:
        return restrict(frame.state.names[name], frame.state.path)
    if name in frame.bound:
        return Unknown(f"`{name}` is not set on this way")
    outer = frame.parent
    while outer is not None:
        if outer.kind != "class" and name in outer.state.names:
            return restrict(_from_outside(machine, name, outer, frame), frame.state.path)
        outer = outer.parent
    if machine.globals_set.get(name):
        return _global_value(machine, name, [])
    if hasattr(builtins, name):
        return Symbol(f"builtins.{name}")
    for module in machine.stars:
        if machine.wanted(f"{module}.{name}"):
            return Symbol(f"{module}.{name}")
    return Unknown(f"`{name}` is not set in this file", Origin("expression", name))


def _from_outside(machine: Machine, name: str, outer: Frame, frame: Frame) -> Value:
    value = outer.state.names[name]
    if outer.kind == "module" and name in machine.globals_set:
        value = _global_value(machine, name, [value])
    changers = machine.names.changed_in_functions.get(name)
    if changers and isinstance(value, Dict) and not _is_changer(machine, changers):
        value = replace(value, open=f"`{name}` is changed in a function", exclusive=False)
    return value


def _is_changer(machine: Machine, changers: set[int]) -> bool:
    return any(id(node) in changers for node in machine.active)


def _global_value(machine: Machine, name: str, first: list[Value]) -> Value:
    """A module-level name that functions set with `global`: what it is once it is set."""
    every = [*first, *machine.globals_set[name]]
    real = [value for value in every if not (isinstance(value, Known) and value.value is None)]
    if not real:
        return every[0] if every else Unknown(f"`{name}` is set by functions")
    if all(value == real[0] for value in real):
        return real[0]
    return Unknown(f"`{name}` is set in several places")


def _attribute(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Attribute)
    key = _dotted_self(node)
    if key is not None and key in frame.state.names:
        return restrict(frame.state.names[key], frame.state.path)
    base = machine.evaluate(node.value, frame)
    value = combine((base,), lambda plain: attribute_of(machine, plain, node.attr, machine.span(node)))
    others = machine.names.attribute_loads[node.attr] > 1
    return restrict(shared(value) if others else value, frame.state.path)


def _dotted_self(node: ast.Attribute) -> str | None:
    return f"{node.value.id}.{node.attr}" if isinstance(node.value, ast.Name) else None


def _fstring(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.JoinedStr)
    values: list[Value] = []
    for piece in node.values:
        if isinstance(piece, ast.FormattedValue):
            value = machine.evaluate(piece.value, frame)
            plain = piece.format_spec is None and piece.conversion in (-1, 115)
            values.append(value if plain else _formatted(value, piece))
        else:
            values.append(machine.evaluate(piece, frame))
    joined = combine(values, lambda *plain: text_of([part for value in plain for part in parts_of(value)]))
    return _spanned(joined, machine, node)


def _formatted(value: Value, piece: ast.FormattedValue) -> Value:
    spec = piece.format_spec
    if (
        piece.conversion == -1
        and isinstance(spec, ast.JoinedStr)
        and len(spec.values) == 1
        and isinstance(value, Known)
    ):
        constant = spec.values[0]
        if isinstance(constant, ast.Constant) and constant.value in ("d", "s", ""):
            return value
    return Unknown("a formatted value")


def _spanned(value: Value, machine: Machine, node: ast.expr) -> Value:
    # The span of a dict is the literal that an edit could extend: `a | b` is none.
    return value if isinstance(value, (OneOf, Dict)) else replace(value, span=machine.span(node))


def _binary(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.BinOp)
    left = machine.evaluate(node.left, frame)
    right = machine.evaluate(node.right, frame)
    return _spanned(combine((left, right), lambda one, other: operate(node.op, one, other)), machine, node)


def operate(operator: ast.operator, left: Value, right: Value) -> Value:
    """`left operator right` of two plain values."""
    if isinstance(operator, ast.Add):
        if is_textual(left) or is_textual(right):
            return join(left, right)
        if isinstance(left, Items) and isinstance(right, Items):
            return Items((*left.items, *right.items))
        if _are_integers(left, right):
            return Known(left.value + right.value)  # type: ignore[union-attr,operator]
    if isinstance(operator, ast.Mod) and isinstance(left, Known) and isinstance(left.value, str):
        return percent_format(left.value, right)
    if isinstance(operator, ast.BitOr) and (isinstance(left, Dict) or isinstance(right, Dict)):
        return merged((left, right))
    return Unknown("the result of an operator that is not followed")


def _are_integers(left: Value, right: Value) -> bool:
    return isinstance(left, Known) and isinstance(right, Known) and type(left.value) is type(right.value) is int


def _either(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    """`a or b`, `a and b` as values."""
    assert isinstance(node, ast.BoolOp)
    stops_at = isinstance(node.op, ast.Or)
    before = frame.state
    ways: list[tuple[Assumptions, Value]] = []
    reached = [before]
    for index, operand in enumerate(node.values):
        still = []
        for state in reached:
            frame.state = state
            value = machine.evaluate(operand, frame)
            if index == len(node.values) - 1:
                ways.append((state.path - before.path, value))
                continue
            for assumed, result in decide(machine, operand, frame):
                if result is stops_at:
                    ways.append(((state.path - before.path) | assumed, restrict(value, state.path | assumed)))
                else:
                    still.append(state.fork(assumed))
        reached = still
    frame.state = before
    return one_of(ways)


def _conditional(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.IfExp)
    before = frame.state
    ways: list[tuple[Assumptions, Value]] = []
    outcomes = decide(machine, node.test, frame)
    for branch, polarity in ((node.body, True), (node.orelse, False)):
        for assumed, result in outcomes:
            if result is polarity:
                frame.state = before.fork(assumed)
                ways.append((assumed, machine.evaluate(branch, frame)))
    frame.state = before
    return one_of(ways)


def _dict(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Dict)
    pieces: list[Value] = []
    for key, item in zip(node.keys, node.values, strict=True):
        value = machine.evaluate(item, frame)
        if key is None:
            pieces.append(value)
            continue
        name = machine.evaluate(key, frame)
        if isinstance(name, Known) and isinstance(name.value, str):
            pieces.append(Dict((Entry(name.value, value, machine.span(item)),)))
        elif not isinstance(name, Known):
            pieces.append(Dict((), open=f"the key `{ast.unparse(key)}` is not known"))
    span = machine.span(node)
    built = combine(pieces, lambda *plain: merged(plain)) if pieces else Dict(())
    if isinstance(built, OneOf):
        ways = tuple((a, replace(v, span=span) if isinstance(v, Dict) else v) for a, v in built.alternatives)
        return OneOf(ways, span=span)
    return replace(built, span=span, exclusive=True) if isinstance(built, Dict) else built


def _items(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, (ast.List, ast.Tuple, ast.Set))
    values = [machine.evaluate(item, frame) for item in node.elts]
    if any(isinstance(item, ast.Starred) for item in node.elts):
        return Unknown("a list with unpacked items")
    return Items(tuple(values), span=machine.span(node))


def _subscript(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Subscript)
    base = machine.evaluate(node.value, frame)
    key = machine.evaluate(node.slice, frame)
    return combine((base, key), lambda one, other: item_of(one, other, ast.unparse(node)))


def item_of(base: Value, key: Value, source: str) -> Value:
    """`base[key]` of two plain values."""
    if isinstance(base, Symbol):
        if base.dotted == "os.environ" and isinstance(key, Known):
            name = str(key.value)
            return Unknown(f"environment variable {name}", Origin("environment", name))
        return base  # a generic alias: AsyncConnection[DictRow]
    if isinstance(base, Dict) and isinstance(key, Known):
        entry = base.get(str(key.value))
        return entry.value if entry else Unknown(base.open or f"there is no {key.value!r} in the dict")
    if isinstance(base, Items) and isinstance(key, Known) and isinstance(key.value, int):
        if -len(base.items) <= key.value < len(base.items):
            return base.items[key.value]
    return Unknown(f"`{source}` is not known", Origin("expression", source))


def _lambda(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Lambda)
    span = machine.span(node)
    if span not in machine.bodies or machine.recording:
        machine.bodies[span] = Body(node, frame, defaults_of(machine, node.args, frame))
    machine.enqueue(span)
    return Function("<lambda>", Unknown("not called"), span=span)


def defaults_of(machine: Machine, arguments: ast.arguments, frame: Frame) -> dict[str, Value]:
    """The defaults of a function's parameters, by name."""
    named = [*arguments.posonlyargs, *arguments.args]
    pairs = list(zip(named[len(named) - len(arguments.defaults) :], arguments.defaults, strict=True))
    pairs += [(a, d) for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d is not None]
    return {argument.arg: machine.evaluate(default, frame) for argument, default in pairs}


def _comprehension(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp))
    before = frame.state
    frame.state = before.fork()
    for generator in node.generators:
        machine.evaluate(generator.iter, frame)
        for name in (item.id for item in ast.walk(generator.target) if isinstance(item, ast.Name)):
            frame.state.names[name] = Unknown(f"`{name}` is a loop variable")
        for test in generator.ifs:
            machine.evaluate(test, frame)
    for part in (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,):
        machine.evaluate(part, frame)
    frame.state = before
    if isinstance(node, ast.DictComp):
        return Dict((), open="it is built by a comprehension")
    return Unknown("the result of a comprehension")


def _walrus(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.NamedExpr)
    value = machine.evaluate(node.value, frame)
    frame.state.names[node.target.id] = value
    return value


def _inner(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, (ast.Await, ast.Starred))
    return machine.evaluate(node.value, frame)


def _yield(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, (ast.Yield, ast.YieldFrom))
    value = machine.evaluate(node.value, frame) if node.value is not None else Known(None)
    if isinstance(node, ast.Yield):
        frame.yields.append((frame.state.path - frame.base_path, value))
    return Unknown("what is sent to the generator")


EXPRESSIONS.update(
    {
        ast.Constant: _constant,
        ast.Name: _name,
        ast.Attribute: _attribute,
        ast.JoinedStr: _fstring,
        ast.BinOp: _binary,
        ast.BoolOp: _either,
        ast.IfExp: _conditional,
        ast.Dict: _dict,
        ast.List: _items,
        ast.Tuple: _items,
        ast.Set: _items,
        ast.Subscript: _subscript,
        ast.Lambda: _lambda,
        ast.ListComp: _comprehension,
        ast.SetComp: _comprehension,
        ast.GeneratorExp: _comprehension,
        ast.DictComp: _comprehension,
        ast.NamedExpr: _walrus,
        ast.Await: _inner,
        ast.Starred: _inner,
        ast.Yield: _yield,
        ast.YieldFrom: _yield,
    }
)

"""What each kind of expression is worth."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from pooler_lint.evaluate.asked import frame_of, scope_of
from pooler_lint.evaluate.choices import conditional, either
from pooler_lint.evaluate.classes import attribute_of
from pooler_lint.evaluate.environment import variable
from pooler_lint.evaluate.frames import Body, Frame
from pooler_lint.evaluate.lookup import lookup
from pooler_lint.evaluate.machine import EXPRESSIONS, Machine
from pooler_lint.evaluate.modelled import as_text, spread
from pooler_lint.evaluate.models import model_of
from pooler_lint.evaluate.tables import entry_of
from pooler_lint.frameworks import paths, registry
from pooler_lint.frameworks.text import SLICE, percent_format
from pooler_lint.frameworks.urls import entry_of_url
from pooler_lint.lines import Place
from pooler_lint.records import replace
from pooler_lint.values import (
    Argument,
    Attribute,
    Called,
    Dict,
    Entry,
    Function,
    Items,
    Known,
    OneOf,
    Origin,
    Symbol,
    Text,
    Unknown,
    Value,
)
from pooler_lint.values.combine import combine, restrict, shared, shared_inside
from pooler_lint.values.dicts import harmed, merged
from pooler_lint.values.sizes import bounded
from pooler_lint.values.sources import identity
from pooler_lint.values.strings import join, joined, lighter
from pooler_lint.values.texts import LARGEST_INTEGER, MAX_CHARACTERS, is_textual

_KEPT_ALIASES = frozenset({"typing.Annotated", "typing_extensions.Annotated", "typing.Optional", "typing.Union"})
"""Generic aliases of which it matters what they are made of."""


def _constant(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Constant)
    if isinstance(node.value, (str, bytes)) and len(node.value) > MAX_CHARACTERS:
        return Unknown("a text that is too long", place=machine.place(node))
    if isinstance(node.value, int) and node.value > LARGEST_INTEGER:
        return Unknown("a very large number", place=machine.place(node))
    if isinstance(node.value, (str, int, float, bytes)) or node.value is None:
        return Known(node.value, place=machine.place(node))
    if node.value is Ellipsis:
        return Symbol("builtins.Ellipsis")
    return Unknown("a constant of a kind that is not followed", place=machine.place(node))


def _name(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Name)
    value = machine.outside(lookup(machine, node.id, frame))
    name = frame_of(node.id, frame).scope, node.id
    if machine.names.loads[name] <= 1:
        return value
    return shared_inside(value) if name in machine.names.taken_apart else shared(value)


def _attribute(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Attribute)
    key = f"{node.value.id}.{node.attr}" if isinstance(node.value, ast.Name) else None
    if key is not None and key in frame.state.attributes:
        value = restrict(frame.state.attributes[key], frame.state.path)
        return shared(value) if machine.names.attribute_loads[node.attr] > 1 else value
    base = spread(machine.evaluate(node.value, frame))
    value = combine((base,), lambda plain: attribute_of(machine, plain, node.attr, machine.place(node)))
    if isinstance(base, Symbol) and _is_changed_by_function(machine, node.attr):
        reason = f"`{machine.source(node)}` is changed in a function"
        value = combine((value,), lambda plain: harmed(plain, reason) if isinstance(plain, Dict) else plain)
    others = machine.names.attribute_loads[node.attr] > 1
    return restrict(shared(value) if others else value, frame.state.path)


def _is_changed_by_function(machine: Machine, attribute: str) -> bool:
    """True if a function of the file that is not being followed sets the attribute, or changes what it holds."""
    if not machine.names.attribute_stores[attribute]:
        return False
    active = {id(node) for node in machine.active}
    return any(scope not in active for scope in machine.names.setters_of(attribute))


def _fstring(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.JoinedStr)
    values: list[Value] = []
    for piece in node.values:
        if isinstance(piece, ast.FormattedValue):
            value = machine.evaluate(piece.value, frame)
            plain = piece.format_spec is None and piece.conversion in (-1, 115)
            values.append(as_text(value) if plain else _formatted(value, piece))
        else:
            values.append(machine.evaluate(piece, frame))
    return _placed(joined(values), machine, node)


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


def _placed(value: Value, machine: Machine, node: ast.expr) -> Value:
    # The place of a dict is the literal that an edit could extend: `a | b` is none.
    # That of a function, a class or a call says which one it is.
    return replace(value, place=machine.place(node)) if isinstance(value, (Known, Text, Unknown, Items)) else value


def _binary(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.BinOp)
    left = machine.evaluate(node.left, frame)
    right = machine.evaluate(node.right, frame)
    if isinstance(node.op, ast.Add):
        left, right = lighter([left, right])
    elif isinstance(node.op, ast.Mod):
        right = spread(right)
    return _placed(combine((left, right), lambda one, other: operate(node.op, one, other)), machine, node)


def operate(operator: ast.operator, left: Value, right: Value) -> Value:
    """`left operator right` of two plain values."""
    compute = _OPERATORS.get(type(operator))
    result = compute(left, right) if compute is not None else None
    return result or Unknown("the result of an operator that is not followed")


def _sum(left: Value, right: Value) -> Value | None:
    if is_textual(left) or is_textual(right):
        return join(left, right)
    if isinstance(left, Items) and isinstance(right, Items):
        return bounded(Items((*left.items, *right.items)))
    one, other = _integer(left), _integer(right)
    return Known(one + other) if one is not None and other is not None else None


def _difference(left: Value, right: Value) -> Value | None:
    one, other = _integer(left), _integer(right)
    return Known(one - other) if one is not None and other is not None else None


def _integer(value: Value) -> int | None:
    return value.value if isinstance(value, Known) and type(value.value) is int else None


def _percent(left: Value, right: Value) -> Value | None:
    return percent_format(left.value, right) if isinstance(left, Known) and isinstance(left.value, str) else None


def _union(left: Value, right: Value) -> Value | None:
    return merged((left, right)) if isinstance(left, Dict) or isinstance(right, Dict) else None


_OPERATORS: Mapping[type[ast.operator], Callable[[Value, Value], Value | None]] = {
    ast.Add: _sum,
    ast.Sub: _difference,
    ast.Mod: _percent,
    ast.BitOr: _union,
    ast.Div: paths.joined,
}


def _dict(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Dict)
    pieces = [_piece(machine, key, item, frame) for key, item in zip(node.keys, node.values, strict=True)]
    place = machine.place(node)
    built = bounded(combine(pieces, lambda *plain: merged(plain)) if pieces else Dict(()))
    if isinstance(built, OneOf):
        ways = tuple((a, replace(v, place=place) if isinstance(v, Dict) else v) for a, v in built.alternatives)
        return OneOf(ways, place=place)
    return replace(built, place=place, exclusive=True) if isinstance(built, Dict) else built


def _piece(machine: Machine, key: ast.expr | None, item: ast.expr, frame: Frame) -> Value:
    """Return the dict of one item of a dict: `key: value`, or `**mapping`."""
    value = machine.evaluate(item, frame)
    if key is None:
        return value
    name = machine.evaluate(key, frame)
    if isinstance(name, Known) and isinstance(name.value, str):
        return Dict((Entry(name.value, value, machine.place(item)),))
    if isinstance(name, Known):
        return Dict((), open="it has keys that are not texts")
    return Unknown(f"the key `{machine.source(key)}` is not known")


def _items(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, (ast.List, ast.Tuple, ast.Set))
    values = [machine.evaluate(item, frame) for item in node.elts]
    starred = [index for index, item in enumerate(node.elts) if isinstance(item, ast.Starred)]
    if starred:
        place = machine.place(node)
        return combine([values[index] for index in starred], lambda *plain: _unpacked(values, starred, plain, place))
    return bounded(Items(tuple(values), place=machine.place(node)))


def _unpacked(values: list[Value], starred: list[int], plain: tuple[Value, ...], place: Place) -> Value:
    """Return the list of these values, some of which are unpacked."""
    unpacked = dict(zip(starred, (registry.items(value) for value in plain), strict=True))
    items: list[Value] = []
    for index, value in enumerate(values):
        more = unpacked.get(index, [value])
        if more is None:
            return Unknown("a list with unpacked items")
        items += more
    return bounded(Items(tuple(items), place=place))


def _subscript(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Subscript)
    base = machine.evaluate(node.value, frame)
    key = machine.evaluate(node.slice, frame)
    return combine((base, key), lambda one, other: _item(machine, one, other, node, frame))


def _item(machine: Machine, base: Value, key: Value, node: ast.Subscript, frame: Frame) -> Value:
    """Return `base[key]` of two plain values."""
    found: Value | None = None
    if isinstance(base, Symbol):
        found = _item_of_symbol(machine, base, key)
    elif isinstance(base, Dict):
        found = _entry(machine, base, key, node)
    found = found or registry.item(base, key) or _item_of_settings(machine, base, key)
    if found is not None:
        return found
    if isinstance(base, Attribute) and base.name == "parents":
        return Called(Attribute(base, "__getitem__"), (Argument(None, key),))
    source = machine.source(node)
    whole = identity(base) if isinstance(key, Known) else None
    if whole is not None and isinstance(key, Known):
        origin = Origin("expression", repr(key.value), whole=whole)
    else:
        origin = Origin("expression", source, *scope_of(machine, node, frame))
    return Unknown(f"`{source}` is not known", origin)


def _item_of_symbol(machine: Machine, base: Symbol, key: Value) -> Value | None:
    if base.dotted == "os.environ" and isinstance(key, Known):
        return variable(machine, str(key.value), None)
    if base.dotted in _KEPT_ALIASES:
        items = key.items if isinstance(key, Items) else (key,)
        return Called(base, tuple(Argument(None, item) for item in items))
    return None if isinstance(key, Known) else base  # a generic alias: AsyncConnection[DictRow]


def _entry(machine: Machine, base: Dict, key: Value, node: ast.Subscript) -> Value | None:
    if not (isinstance(key, Known) and isinstance(key.value, str)):
        return entry_of(machine, base, key, node.slice)
    entry = base.get(key.value)
    if entry is not None:
        return entry.value if base.exclusive else shared(entry.value)
    return entry_of_url(base, key.value) or Unknown(base.open or f"there is no {key.value!r} in the dict")


def _item_of_settings(machine: Machine, base: Value, key: Value) -> Value | None:
    """Return the section or the setting of this name; None if the value holds no settings."""
    if isinstance(base, Unknown) and base.origin is not None and base.origin.kind == "file":
        return base
    return model_of(base).item(machine, base, key)


def _slice(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Slice)
    bounds = [
        Known(None) if one is None else machine.evaluate(one, frame) for one in (node.lower, node.upper, node.step)
    ]
    return combine(bounds, lambda *plain: Called(SLICE, tuple(Argument(None, bound) for bound in plain)))


def _lambda(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Lambda)
    definition = machine.definition(node)
    defaults = defaults_of(machine, node.args, frame)
    machine.define(definition, Body(node, frame, defaults, path=frame.state.path, home=machine))
    return Function("<lambda>", Unknown("not called"), definition=definition)


def defaults_of(machine: Machine, arguments: ast.arguments, frame: Frame) -> dict[str, Value]:
    """The defaults of a function's parameters, by name."""
    named = [*arguments.posonlyargs, *arguments.args]
    pairs = list(zip(named[len(named) - len(arguments.defaults) :], arguments.defaults, strict=True))
    pairs += [(a, d) for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d is not None]
    return {argument.arg: machine.evaluate(default, frame) for argument, default in pairs}


def _walrus(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.NamedExpr)
    value = machine.evaluate(node.value, frame)
    frame.state.forget_attributes(node.target.id)
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
        ast.BoolOp: either,
        ast.IfExp: conditional,
        ast.Dict: _dict,
        ast.List: _items,
        ast.Tuple: _items,
        ast.Set: _items,
        ast.Subscript: _subscript,
        ast.Slice: _slice,
        ast.Lambda: _lambda,
        ast.NamedExpr: _walrus,
        ast.Await: _inner,
        ast.Starred: _inner,
        ast.Yield: _yield,
        ast.YieldFrom: _yield,
    }
)

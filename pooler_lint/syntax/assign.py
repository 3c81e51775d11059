"""Binding names and changing what they hold."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from pooler_lint.syntax.calls import record_use, root_of, with_arguments
from pooler_lint.syntax.combine import combine, with_trail
from pooler_lint.syntax.dicts import changed, with_entry, without_entry
from pooler_lint.syntax.machine import Frame, Machine, class_body
from pooler_lint.values import (
    Attribute,
    Called,
    ClassOf,
    Dict,
    Entry,
    Function,
    Items,
    Known,
    OneOf,
    Span,
    Symbol,
    Text,
    Unknown,
    Value,
    alternatives,
)

Change = Callable[[Value], Value]

_HARMLESS_NAMES = frozenset({"print", "len", "repr", "str", "sorted", "list", "type", "id"})
_HARMLESS_METHODS = frozenset(
    {"debug", "info", "warning", "warn", "error", "exception", "critical", "log", "append", "get", "items", "keys"}
)


def assign(machine: Machine, target: ast.expr, value: Value, frame: Frame, written: Span | None = None) -> None:
    """`target = value`; `written` is where the value stands, when it is an expression of its own."""
    if isinstance(target, ast.Name):
        _assign_name(machine, target, value, frame)
    elif isinstance(target, (ast.Tuple, ast.List)):
        items = value.items if isinstance(value, Items) and len(value.items) == len(target.elts) else None
        for index, part in enumerate(target.elts):
            assign(machine, part, items[index] if items else _part_of(value), frame)
    elif isinstance(target, ast.Starred):
        assign(machine, target.value, Unknown("a list of unpacked items"), frame)
    elif isinstance(target, ast.Attribute):
        _assign_attribute(machine, target, value, frame)
    elif isinstance(target, ast.Subscript):
        change(machine, target, lambda _: value, frame, written)


def _part_of(value: Value) -> Value:
    # Of a connection or its transaction every part may be a connection again.
    return value if isinstance(value, (Called, Attribute)) else Unknown("a part of something that is not known")


def _assign_name(machine: Machine, target: ast.Name, value: Value, frame: Frame) -> None:
    if _is_address_like(value):
        value = with_trail(value, machine.evidence(f"`{target.id}` is set here", target))
    frame.state.names[target.id] = value
    if target.id in frame.declared_global and machine.recording:
        machine.globals_set.setdefault(target.id, []).append(value)


def _is_address_like(value: Value) -> bool:
    """Worth a step in the trail: a text, or something whose text is elsewhere."""
    if isinstance(value, Known):
        return isinstance(value.value, str)
    if isinstance(value, OneOf):
        return any(_is_address_like(plain) for _, plain in value.alternatives)
    return isinstance(value, (Text, Unknown))


def _assign_attribute(machine: Machine, target: ast.Attribute, value: Value, frame: Frame) -> None:
    base = machine.evaluate(target.value, frame)
    if isinstance(target.value, ast.Name):
        if _is_address_like(value):
            value = with_trail(value, machine.evidence(f"`{target.value.id}.{target.attr}` is set here", target))
        frame.state.names[f"{target.value.id}.{target.attr}"] = value
    for _, plain in alternatives(base):
        found = class_body(machine, plain)
        if found is not None and machine.recording:
            found[1].attributes.setdefault(target.attr, []).append(value)
        if root_of(machine, plain) is not None:
            record_use(machine, Attribute(plain, target.attr), machine.span(target), value)
    if _root_name(target) == frame.first_parameter and frame.first_parameter is not None:
        certain = frame.state.path == frame.base_path
        frame.sets.append((target.attr, value if certain else Unknown("it is set under a condition")))


def _root_name(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def change(machine: Machine, target: ast.expr, how: Change | None, frame: Frame, written: Span | None = None) -> None:
    """Change what `target` holds by `how` (None: delete it); what can't be followed is left open."""
    if isinstance(target, (ast.Name, ast.Attribute)):
        if how is not None:
            old = machine.evaluate(target, frame)
            _store(machine, target, old, combine((old,), how), frame)
    elif isinstance(target, ast.Subscript):
        key = machine.evaluate(target.slice, frame)
        change(machine, target.value, lambda base: _with_item(base, key, how, None, written), frame)
    elif isinstance(target, ast.Call) and isinstance(target.func, ast.Attribute) and how is not None:
        if target.func.attr == "setdefault" and len(target.args) == 2:
            key = machine.evaluate(target.args[0], frame)
            default = machine.evaluate(target.args[1], frame)
            change(machine, target.func.value, lambda base: _with_item(base, key, how, default, None), frame)


def _with_item(base: Value, key: Value, how: Change | None, default: Value | None, written: Span | None) -> Value:
    if not isinstance(base, Dict):
        return base
    if not (isinstance(key, Known) and isinstance(key.value, str)):
        return base if isinstance(key, Known) else replace(base, open="it is changed with a key that is not known")
    if how is None:
        return without_entry(base, key.value)
    old = base.get(key.value)
    value = how(old.value if old else default or Unknown(base.open or f"there is no {key.value!r} in the dict"))
    span = written or (old.span if old else None)
    return with_entry(base, Entry(key.value, value, span))


def _store(machine: Machine, target: ast.Name | ast.Attribute, old: Value, new: Value, frame: Frame) -> None:
    """Bind the changed value; every other name of the same dict sees the change too."""
    names = frame.state.names
    if isinstance(target, ast.Name):
        spans = {plain.span for _, plain in alternatives(old) if isinstance(plain, Dict) and plain.span}
        for name, value in list(names.items()):
            if isinstance(value, Dict) and value.span in spans and name != target.id:
                names[name] = replace(value, open=f"it is `{target.id}` too, which is changed", exclusive=False)
        names[target.id] = new
        if target.id in frame.declared_global and machine.recording:
            machine.globals_set.setdefault(target.id, []).append(new)
        return
    base = machine.evaluate(target.value, frame)
    if isinstance(target.value, ast.Name):
        names[f"{target.value.id}.{target.attr}"] = new
    found = class_body(machine, base)
    if found is not None and machine.recording:
        found[1].attributes.setdefault(target.attr, []).append(new)


def forget(value: Value, reason: str) -> Value:
    """What is left of a value that a loop changes."""
    if isinstance(value, Dict):
        return replace(value, open=reason, exclusive=False)
    if isinstance(value, (Symbol, Function, ClassOf)):
        return value
    return Unknown(reason)


def harmed_by_call(machine: Machine, call: ast.Call, frame: Frame) -> None:
    """A call for its effect: `opts.update(...)` is followed, a dict handed to anything else may come back changed."""
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr in ("update", "setdefault", "pop", "clear", "__setitem__"):
        _changing_method(machine, call, function, frame)
        return
    if isinstance(function, ast.Name) and function.id in _HARMLESS_NAMES:
        return
    if isinstance(function, ast.Attribute) and function.attr in _HARMLESS_METHODS:
        return
    target = machine.evaluate(function, frame)
    if isinstance(target, Symbol) and machine.wanted(target.dotted):
        return
    name = ast.unparse(function)
    for item in call.args:
        if isinstance(item, ast.Name) and isinstance(frame.state.names.get(item.id), Dict):
            value = frame.state.names[item.id]
            frame.state.names[item.id] = forget(value, f"`{name}()` may change `{item.id}`")


def _changing_method(machine: Machine, call: ast.Call, function: ast.Attribute, frame: Frame) -> None:
    described = with_arguments(machine, call, Unknown("a method of a dict"), frame, lambda called: called)

    def how(base: Value) -> Value:
        return combine((described,), lambda called: _after(base, function.attr, called))

    change(machine, function.value, how, frame)


def _after(base: Value, method: str, called: Value) -> Value:
    """`base` after `base.method(...)`, for every value that the arguments can have."""
    if not isinstance(base, Dict) or not isinstance(called, Called):
        return base

    def build(*plain: Value) -> Value:
        arguments = tuple(replace(a, value=v) for a, v in zip(called.arguments, plain, strict=True))
        after = changed(base, method, replace(called, arguments=arguments))
        return after if after is not None else base

    return combine([argument.value for argument in called.arguments], build)

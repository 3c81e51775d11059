"""Binding names and changing what they hold."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pooler_lint.evaluate.classes import fields_in_order
from pooler_lint.evaluate.declared import note_item, note_name
from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.places import change, set_attribute, set_global
from pooler_lint.evaluate.uses import record_use
from pooler_lint.frameworks import registry
from pooler_lint.lines import Place
from pooler_lint.values import Attribute, Called, Items, Known, OneOf, Text, Unknown, Value, alternatives
from pooler_lint.values.combine import combine, with_trail


def assign(machine: Machine, target: ast.expr, value: Value, frame: Frame, written: Place | None = None) -> None:
    """`target = value`; `written` is where the value stands, when it is an expression of its own."""
    if isinstance(target, ast.Name):
        note_name(machine, target, value, frame, written)
        _assign_name(machine, target, value, frame)
    elif isinstance(target, (ast.Tuple, ast.List)):
        for index, part in enumerate(target.elts):
            assign(machine, part, _unpacked(machine, value, index, target.elts), frame)
    elif isinstance(target, ast.Starred):
        assign(machine, target.value, value, frame)
    elif isinstance(target, ast.Attribute):
        _assign_attribute(machine, target, value, frame)
    elif isinstance(target, ast.Subscript):
        note_item(machine, target, value, frame, written)
        change(machine, target, lambda _: value, frame, written)


def _unpacked(machine: Machine, value: Value, index: int, targets: Sequence[ast.expr]) -> Value:
    """Return what the target at `index` gets of a value that is unpacked, for each alternative of the value."""

    def part(plain: Value) -> Value:
        fields = fields_in_order(machine, plain)
        items = fields.items if fields is not None else registry.items(plain)
        found = _part_of(items, index, targets) if items is not None else None
        if found is not None:
            return found
        # Of a connection or its transaction every part may be a connection again.
        is_connection = isinstance(plain, (Called, Attribute)) and not isinstance(targets[index], ast.Starred)
        return plain if is_connection else Unknown("a part of something that is not known")

    return combine((value,), part)


def _part_of(items: Sequence[Value], index: int, targets: Sequence[ast.expr]) -> Value | None:
    """Return what the target at `index` gets of these items; None if they do not fit the targets."""
    star = next((place for place, one in enumerate(targets) if isinstance(one, ast.Starred)), None)
    more = len(items) - len(targets)
    if more < -1 or (star is None and more):
        return None
    if index == star:
        return Items(tuple(items[index : index + more + 1]))
    return items[index if star is None or index < star else index + more]


def _assign_name(machine: Machine, target: ast.Name, value: Value, frame: Frame) -> None:
    if _is_address_like(value):
        value = with_trail(value, machine.evidence(f"`{target.id}` is set here", target), frame.activation)
    frame.state.forget_attributes(target.id)
    frame.state.names[target.id] = value
    if target.id in frame.declared_global:
        set_global(machine, target.id, value, frame)


def _is_address_like(value: Value) -> bool:
    """Worth a step in the trail: a text, or something whose text is elsewhere."""
    if isinstance(value, Known):
        return type(value.value) in (str, int)
    if isinstance(value, OneOf):
        return any(_is_address_like(plain) for _, plain in value.alternatives)
    return isinstance(value, (Text, Unknown))


def _assign_attribute(machine: Machine, target: ast.Attribute, value: Value, frame: Frame) -> None:
    base = machine.evaluate(target.value, frame)
    if isinstance(target.value, ast.Name):
        if _is_address_like(value):
            step = machine.evidence(f"`{target.value.id}.{target.attr}` is set here", target)
            value = with_trail(value, step, frame.activation)
        frame.state.attributes[f"{target.value.id}.{target.attr}"] = value
    set_attribute(machine, base, target.attr, value, frame)
    for _, plain in alternatives(base):
        record_use(machine, Attribute(plain, target.attr), machine.place(target), frame, value)
    if _root_name(target) == frame.first_parameter and frame.first_parameter is not None:
        certain = frame.state.path == frame.base_path
        frame.sets.append((target.attr, value if certain else Unknown("it is set under a condition")))


def _root_name(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None

"""Binding names and changing what they hold."""

from __future__ import annotations

import ast

from pooler_lint.lines import Place
from pooler_lint.syntax.combine import with_trail
from pooler_lint.syntax.declared import note_item, note_name
from pooler_lint.syntax.frames import Frame
from pooler_lint.syntax.machine import Machine
from pooler_lint.syntax.modelled import items_of
from pooler_lint.syntax.places import change, set_attribute
from pooler_lint.syntax.uses import record_use
from pooler_lint.values import Attribute, Called, Known, OneOf, Text, Unknown, Value, alternatives


def assign(machine: Machine, target: ast.expr, value: Value, frame: Frame, written: Place | None = None) -> None:
    """`target = value`; `written` is where the value stands, when it is an expression of its own."""
    if isinstance(target, ast.Name):
        note_name(machine, target, value, frame, written)
        _assign_name(machine, target, value, frame)
    elif isinstance(target, (ast.Tuple, ast.List)):
        _unpack(machine, target.elts, value, frame)
    elif isinstance(target, ast.Starred):
        assign(machine, target.value, Unknown("a list of unpacked items"), frame)
    elif isinstance(target, ast.Attribute):
        _assign_attribute(machine, target, value, frame)
    elif isinstance(target, ast.Subscript):
        note_item(machine, target, value, frame, written)
        change(machine, target, lambda _: value, frame, written)


def _unpack(machine: Machine, targets: list[ast.expr], value: Value, frame: Frame) -> None:
    """`a, b = value`; which items a starred target gets is not followed."""
    star = next((index for index, one in enumerate(targets) if isinstance(one, ast.Starred)), None)
    items = items_of(value, len(targets)) if star is None else None
    for index, part in enumerate(targets):
        assign(machine, part, items[index] if items is not None else _part_of(value), frame)


def _part_of(value: Value) -> Value:
    # Of a connection or its transaction every part may be a connection again.
    return value if isinstance(value, (Called, Attribute)) else Unknown("a part of something that is not known")


def _assign_name(machine: Machine, target: ast.Name, value: Value, frame: Frame) -> None:
    if _is_address_like(value):
        value = with_trail(value, machine.evidence(f"`{target.id}` is set here", target), frame.activation)
    frame.state.forget_attributes(target.id)
    frame.state.names[target.id] = value
    if target.id in frame.declared_global:
        machine.set_global(target.id, value)


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

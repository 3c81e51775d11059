"""Places that hold a value which can change: names, attributes, items of a dict."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine, class_body
from pooler_lint.evaluate.sets import Assigned, Sets
from pooler_lint.lines import Place
from pooler_lint.records import replace
from pooler_lint.values import Attribute, Called, Dict, Entry, Items, Known, OneOf, Unknown, Value, alternatives
from pooler_lint.values.combine import combine
from pooler_lint.values.dicts import doubtful, harmed, with_entry, without_entry
from pooler_lint.values.sizes import bounded

Change = Callable[[Value], Value]


class Handed(Protocol):
    """An argument of a call: the expression, and the star before it."""

    @property
    def stars(self) -> str: ...

    @property
    def written(self) -> ast.expr | None: ...


def change(machine: Machine, target: ast.expr, how: Change | None, frame: Frame, written: Place | None = None) -> None:
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


def _with_item(base: Value, key: Value, how: Change | None, default: Value | None, written: Place | None) -> Value:
    if isinstance(base, Items):
        return _with_list_item(base, key, how)
    if not isinstance(base, Dict):
        return base
    if not (isinstance(key, Known) and isinstance(key.value, str)):
        return doubtful(base, "it is changed with a key that is not known")
    if how is None:
        return without_entry(base, key.value)
    old = base.get(key.value)
    value = how(old.value if old else default or Unknown(base.open or f"there is no {key.value!r} in the dict"))
    place = written or (old.place if old else None)
    return bounded(with_entry(base, Entry(key.value, value, place)))


def _with_list_item(base: Items, key: Value, how: Change | None) -> Value:
    index = key.value if isinstance(key, Known) else None
    if how is None or not isinstance(index, int) or not -len(base.items) <= index < len(base.items):
        return Unknown("a list that is changed")
    items = list(base.items)
    items[index] = how(items[index])
    return bounded(replace(base, items=tuple(items)))


def _store(machine: Machine, target: ast.Name | ast.Attribute, old: Value, new: Value, frame: Frame) -> None:
    """Bind the changed value; every other place that holds the same dict is in doubt."""
    if new is old:
        return
    _doubt_others(machine, ast.unparse(target), old, frame)
    if isinstance(target, ast.Name):
        frame.state.names[target.id] = new
        if target.id in frame.declared_global:
            set_global(machine, target.id, new, frame)
        return
    if isinstance(target.value, ast.Name):
        frame.state.attributes[f"{target.value.id}.{target.attr}"] = new
    set_attribute(machine, machine.evaluate(target.value, frame), target.attr, new, frame)


def is_state(value: Value) -> bool:
    """True for `app.state` and `request.app.state` of Starlette, FastAPI and Litestar.

    https://www.starlette.io/applications/#storing-state-on-the-app-instance
    """
    return isinstance(value, Attribute) and value.name == "state"


def set_global(machine: Machine, name: str, value: Value, frame: Frame) -> None:
    """Remember what a module-level name is set to, or `state.name` of an application."""
    sets = machine.sets(frame)
    if sets is not None:
        sets.add((None, name), value)


def set_attribute(machine: Machine, base: Value, name: str, value: Value, frame: Frame) -> None:
    """Remember what an attribute of a class of the file, or of its instances, is set to."""
    sets = machine.sets(frame)
    if sets is None:
        return
    for _, plain in alternatives(base):
        if is_state(plain):
            sets.add((None, f"state.{name}"), value)
        found = class_body(machine, plain)
        if found is not None:
            sets.add((found[0].definition, name), value, frame.name == "__init__" and isinstance(plain, Called))


def _doubt_others(machine: Machine, name: str, old: Value, frame: Frame) -> None:
    """Other names, attributes and dicts may hold the very dict that is changed under this name."""
    reason = f"it is `{name}` too, which is changed"
    state = frame.state
    if any(isinstance(plain, Items) for _, plain in alternatives(old)):
        for names in (state.names, state.attributes):
            names.update({key: Unknown(reason) for key, value in names.items() if key != name and value == old})
    dicts = [plain for _, plain in alternatives(old) if isinstance(plain, Dict)]
    if dicts:
        state.names = _others_doubted(state.names, name, dicts, reason)
        state.attributes = _others_doubted(state.attributes, name, dicts, reason)
        sets = machine.sets(frame)
        if sets is not None:
            _doubt_sets(sets, name, dicts, reason)


def _others_doubted(names: Mapping[str, Value], name: str, dicts: Sequence[Dict], reason: str) -> dict[str, Value]:
    return {key: value if key == name else _doubted(value, dicts, reason) for key, value in names.items()}


def _doubt_sets(sets: Sets, name: str, dicts: Sequence[Dict], reason: str) -> None:
    for setting, assigned in sets.values.items():
        if setting[0] is not None and not name.endswith(f".{setting[1]}"):
            sets.values[setting] = [Assigned(_doubted(one.value, dicts, reason), one.first) for one in assigned]


def _doubted(value: Value, dicts: Sequence[Dict], reason: str, depth: int = 2) -> Value:
    """The value, in doubt where it is one of these dicts or holds one."""
    if isinstance(value, OneOf):
        ways = tuple((assumed, _doubted(plain, dicts, reason, depth)) for assumed, plain in value.alternatives)
        return value if ways == value.alternatives else OneOf(ways, value.place, value.trail)
    if not isinstance(value, Dict):
        return value
    if any(_is_same(value, one) for one in dicts):
        return doubtful(value, reason)
    if not depth or not any(isinstance(entry.value, (Dict, OneOf)) for entry in value.entries):
        return value
    inside = [_doubted(entry.value, dicts, reason, depth - 1) for entry in value.entries]
    if all(one is entry.value for one, entry in zip(inside, value.entries, strict=True)):
        return value
    entries = (Entry(entry.key, one, entry.place) for one, entry in zip(inside, value.entries, strict=True))
    return replace(value, entries=tuple(entries))


def _is_same(one: Dict, other: Dict) -> bool:
    """Written in one place, or a copy of which one name was given to another."""
    if one.place is not None or other.place is not None:
        return one.place == other.place
    return one.entries is other.entries and bool(one.entries)


def harm(machine: Machine, node: ast.Call, given: Sequence[Handed], frame: Frame) -> None:
    """A call that is not followed may change every dict and list that it is handed."""
    forget_attributes(node, given, frame)
    for one in given:
        if one.stars or not isinstance(one.written, (ast.Name, ast.Attribute)):
            continue
        held = _held(one.written, frame)
        if held is not None and any(isinstance(plain, (Dict, Items)) for _, plain in alternatives(held)):
            reason = f"`{machine.source(node.func)}()` may change it"
            _store(machine, one.written, held, _harmed(held, reason), frame)


def _harmed(value: Value, reason: str) -> Value:
    return combine((value,), lambda plain: harmed(plain, reason))


def _held(node: ast.Name | ast.Attribute, frame: Frame) -> Value | None:
    if isinstance(node, ast.Name):
        return frame.state.names.get(node.id)
    return frame.state.attributes.get(f"{node.value.id}.{node.attr}") if isinstance(node.value, ast.Name) else None


def forget_attributes(node: ast.Call, given: Sequence[Handed], frame: Frame) -> None:
    """A method may set attributes of its object, and any call those of its arguments."""
    if not frame.state.attributes:
        return
    handed = [one.written for one in given]
    if isinstance(node.func, ast.Attribute):
        handed.append(node.func.value)
    for one in handed:
        if isinstance(one, ast.Name):
            frame.state.forget_attributes(one.id)

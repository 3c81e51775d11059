"""Settings: names that another program reads from a module, a class or a mapping such as `app.config`."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from pooler_lint.evaluate.frames import Frame
from pooler_lint.lines import Place
from pooler_lint.records import dataclass, field
from pooler_lint.values import Argument, Called, ClassOf, Definition, Dict, Entry, Symbol, Unknown, Value
from pooler_lint.values.conditions import NOTHING_ASSUMED, Guard
from pooler_lint.values.dicts import harmed

if TYPE_CHECKING:
    from pooler_lint.evaluate.machine import Machine

Kind: TypeAlias = Literal["module", "class", "mapping"]
Owner: TypeAlias = "tuple[Kind, str, int]"
"""What a setting belongs to: its kind, its name, and what tells it from others of that name."""

_MAPPING = "config"
"""The attribute or name under which frameworks keep their settings."""
_SETTERS = frozenset({"update", "from_mapping", "setdefault"})
_FROM_ELSEWHERE = frozenset(
    {"from_object", "from_pyfile", "from_envvar", "from_file", "from_json", "from_prefixed_env"}
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One place where a wanted name is given a value, under which conditions; `place` covers the value as written."""

    name: str
    value: Value
    place: Place
    line: int
    path: Guard = NOTHING_ASSUMED


@dataclass(frozen=True, slots=True)
class Declared:
    """The wanted names that one module, class or mapping sets.

    `values` is what they are in the end; those that a class has from its bases have no place. `settings` are the places
    in the order of the text. `open` is why there may be others (None: these are all).
    """

    kind: Kind
    name: str
    values: tuple[Entry, ...]
    settings: tuple[Setting, ...]
    bases: tuple[Value, ...] = ()
    open: str | None = None

    def get(self, name: str) -> Value | None:
        """What the name is in the end; None where it is not set."""
        return next((entry.value for entry in self.values if entry.key == name), None)


@dataclass(slots=True)
class Declarations:
    """What a reading has found so far."""

    wanted: Collection[str] = frozenset()
    settings: dict[Owner, dict[tuple[str, Place, Guard], Setting]] = field(default_factory=dict)
    open: dict[Owner, str] = field(default_factory=dict)

    def note(self, owner: Owner, setting: Setting) -> None:
        """Remember a setting, once."""
        self.settings.setdefault(owner, {})[setting.name, setting.place, setting.path] = setting

    def leave_open(self, owner: Owner, reason: str) -> None:
        """Remember that the mapping may have more settings than are seen."""
        self.open.setdefault(owner, reason)


def note_name(machine: Machine, target: ast.Name, value: Value, frame: Frame, written: Place | None) -> None:
    """`NAME = value` in a module or a class."""
    if target.id not in machine.declarations.wanted or not machine.remembers_calls or frame.kind == "function":
        return
    place = written or machine.place(target)
    owner: Owner = ("module", "", 0) if frame.kind == "module" else ("class", frame.name, _start(frame.owner))
    machine.declarations.note(owner, Setting(target.id, value, place, target.lineno, frame.state.path))


def note_item(machine: Machine, target: ast.Subscript, value: Value, frame: Frame, written: Place | None) -> None:
    """`app.config["NAME"] = value`."""
    key = target.slice.value if isinstance(target.slice, ast.Constant) else None
    if key not in machine.declarations.wanted or not machine.remembers_calls or not is_mapping(target.value):
        return
    place = written or machine.place(target)
    setting = Setting(str(key), value, place, target.lineno, frame.state.path)
    machine.declarations.note(_owner(target.value, frame), setting)


def note_call(machine: Machine, node: ast.Call, frame: Frame, called: Called) -> None:
    """`app.config.update(NAME=value)` and its like; `helper(locals())` may change every setting."""
    function = node.func
    if any(_is_namespace(argument.value) for argument in called.arguments):
        reason = f"`{machine.source(function)}()` is handed all names and may change them"
        names = frame.state.names
        names.update((name, harmed(names[name], reason)) for name in machine.declarations.wanted if name in names)
    if machine.remembers_calls and isinstance(function, ast.Attribute) and is_mapping(function.value):
        _note_method(machine, node, function, frame, called)


def _note_method(machine: Machine, node: ast.Call, function: ast.Attribute, frame: Frame, called: Called) -> None:
    """Remember what a method of a mapping sets."""
    owner = _owner(function.value, frame)
    if function.attr in _FROM_ELSEWHERE:
        machine.declarations.leave_open(owner, f"`{machine.source(function)}()` brings settings from elsewhere")
    if function.attr not in _SETTERS:
        return
    if called.unpacked is not None:
        machine.declarations.leave_open(owner, called.unpacked)
    for entry in _entries(function.attr, called.arguments):
        if isinstance(entry, str):
            machine.declarations.leave_open(owner, entry)
        elif entry.key in machine.declarations.wanted:
            whole = machine.place(node)
            place = entry.place if entry.place is not None and entry.place.file == machine.file else whole
            line = machine.lines.position(place.start)[0]
            machine.declarations.note(owner, Setting(entry.key, entry.value, place, line, frame.state.path))


def _is_namespace(value: Value) -> bool:
    """True for `locals()` and `globals()`."""
    function = value.function if isinstance(value, Called) else None
    return isinstance(function, Symbol) and function.dotted in ("builtins.locals", "builtins.globals", "builtins.vars")


def is_mapping(node: ast.expr) -> bool:
    """True for `app.config` and `config`."""
    return (node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else "") == _MAPPING


def declared_in(machine: Machine, classes: Sequence[ClassOf]) -> tuple[Declared, ...]:
    """All that the reading has found, with what modules and classes hold in the end."""
    found = []
    wanted = machine.declarations.wanted
    names = machine.module.state.names
    entries = tuple(Entry(name, names[name]) for name in sorted(wanted) if name in names)
    own = _settings(machine, ("module", "", 0))
    if entries:
        found.append(Declared("module", "", entries, own))
    for cls in classes:
        members = tuple(entry for name in sorted(wanted) if (entry := _member(cls, name)) is not None)
        if any(cls.get(name) is not None for name in wanted):
            owner: Owner = ("class", cls.name, _start(cls.definition))
            found.append(Declared("class", cls.name, members, _settings(machine, owner), cls.bases))
    for owner in machine.declarations.settings:
        if owner[0] == "mapping":
            own = _settings(machine, owner)
            found.append(Declared("mapping", owner[1], _last(own), own, open=machine.declarations.open.get(owner)))
    return tuple(found)


def _settings(machine: Machine, owner: Owner) -> tuple[Setting, ...]:
    every = machine.declarations.settings.get(owner, {}).values()
    return tuple(sorted(every, key=lambda setting: setting.place.start))


def _last(settings: Sequence[Setting]) -> tuple[Entry, ...]:
    """What the settings of a mapping come to: a name that is set in several ways is not known."""
    by_name: dict[str, list[Setting]] = {}
    for setting in settings:
        by_name.setdefault(setting.name, []).append(setting)
    return tuple(
        Entry(name, places[0].value, places[0].place)
        if len(places) == 1
        else Entry(name, Unknown(f"`{name}` is set in several places", subject=name))
        for name, places in by_name.items()
    )


def _member(cls: ClassOf, name: str) -> Entry | None:
    own = cls.get(name)
    if own is not None:
        return Entry(name, own)
    for base in cls.bases:
        found = _member(base, name) if isinstance(base, ClassOf) else None
        if found is not None:
            return found
    return None


def _entries(method: str, arguments: Sequence[Argument]) -> list[Entry | str]:
    """What the call puts into the mapping, and why it may be more."""
    if method == "setdefault":
        return ["it is set unless it is there already"]
    entries: list[Entry | str] = []
    for argument in arguments:
        if argument.name is not None:
            entries.append(Entry(argument.name, argument.value, argument.place))
        elif isinstance(argument.value, Dict):
            entries += argument.value.entries
            entries += [argument.value.open] if argument.value.open else []
        else:
            entries.append("a mapping that is not in this file")
    return entries


def _owner(mapping: ast.expr, frame: Frame) -> Owner:
    return ("mapping", ast.unparse(mapping), frame.scope)


def _start(definition: Definition | None) -> int:
    return definition.place.start if definition is not None else 0

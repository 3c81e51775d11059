"""The Python modules of the project around a file: what their names are worth. Read as text, never imported."""

from __future__ import annotations

import ast
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from pooler_lint.connections.registry import CALLEES
from pooler_lint.evaluate.classes import GETATTR, attribute_of
from pooler_lint.evaluate.collecting import globals_set, states_set
from pooler_lint.evaluate.functions import call_function
from pooler_lint.evaluate.given import TOO_MUCH_CODE, Given, Users
from pooler_lint.evaluate.limits import ExhaustedError
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.outside import Override
from pooler_lint.evaluate.shared import Shared
from pooler_lint.index.prescan import MODULE_SCOPE
from pooler_lint.project.environment.names import is_test_file
from pooler_lint.project.parsed import ParsedModule, parsed_text
from pooler_lint.project.recording import Recording
from pooler_lint.project.slices import Slices
from pooler_lint.project.usage import changers, search, size_of, users
from pooler_lint.queries.callers import given_to
from pooler_lint.records import replace
from pooler_lint.values import Argument, Called, Dict, Known, Origin, Text, Unknown, Value, alternatives
from pooler_lint.values.combine import agreed, combine, elsewhere, shared, with_trail
from pooler_lint.values.conditions import NOTHING_ASSUMED, Guard
from pooler_lint.values.dicts import harmed

_TOO_MUCH = "a name of another module that is not followed further"
_LIBRARIES = frozenset({"alembic", *(callee.split(".")[0] for callee in CALLEES)})
"""What a folder of the project is called too, such as Alembic's own: a name that is not set there is the library's."""

MAX_STATES = 8
"""Modules that are searched for what sets an attribute of the state of an application."""

NOT_EDITED: Mapping[str, str] = MappingProxyType({})

MAX_CHARACTERS = 300_000
"""Code of other modules that is read for one file: settings take thousands, and a tree seventy bytes for each."""


class Modules:
    """What other modules know for the reading of one file, and of each only what is asked for.

    It is the `Outside` of that reading; `shared` goes to `find_connections`. Nothing of it is kept for the next file,
    whose result then would rest on which files were read before.
    """

    def __init__(self, recording: Recording, edited: Mapping[str, str] = NOT_EDITED) -> None:
        """`edited` are texts that count in place of those of the files at these absolute paths."""
        self.shared = Shared(self)
        self._recording = recording
        self._edited = edited
        self._modules: dict[str, _Module | None] = {}
        self._own: ParsedModule | None = None
        self._values: dict[tuple[str, str], Value | None] = {}
        self._open: set[tuple[str, str]] = set()
        self._characters = 0
        self._states: dict[str, Value | None] = {}
        self._changers: dict[tuple[str, str], tuple[str, ...]] = {}

    def value(self, dotted: str, path: str) -> Value | None:
        """The value of a dotted name as the file at `path` sees it; None where it is not a name of the project."""
        found = self._recording.find(dotted, path)
        if found is None:
            return None
        file, rest = found
        if not rest:
            return None  # a module: its names are asked for one by one
        key = (file, ".".join(rest))
        if key not in self._values:
            if key in self._open:
                return Unknown(f"`{dotted}` depends on itself: modules import each other", subject=dotted)
            if self.shared.is_exhausted() or self._characters > MAX_CHARACTERS:
                return Unknown(_TOO_MUCH)
            self._open.add(key)
            try:
                with self.shared.from_the_top():
                    self._values[key] = None if self._is_library(dotted, file, rest) else self._named(file, rest)
            except ExhaustedError:
                self._values[key] = Unknown(_TOO_MUCH)
            finally:
                self._open.discard(key)
        value = self._values[key]
        return value if value is None or len(rest) > 1 else self._as_others_left_it(value, file, rest[0], path)

    def _is_library(self, dotted: str, file: str, rest: tuple[str, ...]) -> bool:
        if dotted.split(".")[0] not in _LIBRARIES:
            return False
        module = self._module(file)
        return module is not None and not module.sets(rest[0]) and not module.has_stars()

    def _as_others_left_it(self, value: Value, file: str, name: str, path: str) -> Value:
        """The value of a name, in doubt where it is a dict that modules besides these two change."""
        if not any(isinstance(plain, Dict) for _, plain in alternatives(value)):
            return value
        if (file, name) not in self._changers:
            code = self._recording.code()
            asked = search(code, file, (name,), changes=True, program=self._recording.program(file))
            self._changers[file, name] = changers(code, asked, file)
            self._recording.searched(asked, self._changers[file, name])
        others = [one for one in self._changers[file, name] if os.path.normpath(path) != one]
        return _harmed(value, f"`{name}` is changed in {others[0]}") if others else value

    def environment(self, variable: str, path: str) -> tuple[tuple[Guard, Value], ...]:
        """What the deployments of the project say of a variable."""
        return self._recording.environment(variable, path)

    def mentions(self, words: tuple[str, ...], path: str) -> tuple[str, ...]:
        """Return the other files of the project that hold all of these words."""
        return self._recording.mentions(path, *words)

    def users(self, path: str, names: Collection[str]) -> Users:
        """The modules whose code may use one of these names of the module at `path`."""
        code = self._recording.code()
        asked = search(code, path, names, program=self._recording.program(path))
        files, missed = users(code, asked, path)
        self._recording.searched(asked, files)
        if files and missed is None and self._characters + sum(map(size_of, files[:-1])) > MAX_CHARACTERS:
            missed = TOO_MUCH_CODE  # which is known before any of it is followed
        return Users(self._users(files, path), missed)

    def given(self, file: str, names: Collection[str]) -> Given | None:
        """What the callers of functions of another module give them."""
        module = self._module(os.path.normpath(self.shared.texts[file][0]))
        with self.shared.from_the_top():
            return given_to(module.machine, names) if module is not None else None

    def readers(self, path: str, name: str) -> Users:
        """The modules that mention `state.name` of an application."""
        return Users(self._users(_nearest(self._recording.mentions(path, f"state.{name}"), path), path))

    def _users(self, files: Sequence[str], path: str) -> Iterator[tuple[Machine, Machine]]:
        for file in files:
            if self._characters > MAX_CHARACTERS:
                raise ExhaustedError
            parsed, own = self._parsed_module(file), self._module(os.path.normpath(path))
            if parsed is not None and own is not None:
                yield own.machine, self._machine(file, parsed)

    def _machine(self, file: str, parsed: ParsedModule) -> Machine:
        """Return one more reading of a module."""
        self._characters += len(parsed.lines.text)
        reading = self.shared.new_reading()
        return Machine(parsed.tree, parsed.lines, file, CALLEES.__contains__, self.shared, reading, names=parsed.names)

    def state(self, name: str, path: str) -> Value | None:
        """The value of `state.name` of an application, as the modules nearest to the one at `path` set it."""
        if name not in self._states:
            self._states[name] = None  # which is also the answer while it is asked for
            nearest = self._nearest_states(name, path)
            self._states[name] = agreed(nearest, f"state.{name}") if nearest else None
        return self._states[name]

    def _nearest_states(self, name: str, path: str) -> list[Value]:
        nearest: list[Value] = []
        closeness = -1
        own = self.shared.under_check
        known = (path,) if own is None or own.file != os.path.abspath(path) else ()
        for file in _nearest((*known, *self._recording.mentions(path, f"state.{name}")), path)[:MAX_STATES]:
            if closeness > _closeness(file, path) or self._characters > MAX_CHARACTERS:
                break
            module = self._module(os.path.normpath(file))
            found = module.states(name) if module is not None else []
            closeness = _closeness(file, path) if found else closeness
            nearest += found
        return nearest

    def document(self, name: str, form: str, path: str) -> Value:
        """The settings file that the code at `path` loads by this name."""
        return self._recording.document(name, form, path)

    def sections(self, program: str, path: str) -> tuple[tuple[Guard, Value], ...]:
        """What "alembic" or "pyramid" may run the code at `path` with."""
        return self._recording.sections(program, path)

    def is_set(self, dotted: str, path: str) -> bool | None:
        """Whether the module of the dotted name sets it."""
        found = self._recording.find(dotted, path)
        module = self._module(found[0]) if found is not None else None
        return module.sets(found[1][0]) if module is not None and found is not None and found[1] else None

    def overrides(self, name: str, path: str) -> tuple[Override, ...]:
        """The values of the name in the modules that import everything from this one and change it."""
        found = []
        for file in self._recording.importers(path):
            module = self._module(file)
            try:
                value = module.value(name) if module is not None and module.sets(name) else None
            except ExhaustedError:
                value = Unknown(_TOO_MUCH)
            if module is not None and value is not None:
                found.append(Override(os.path.relpath(file), value, module.machine.file))
        return tuple(found)

    def _named(self, file: str, rest: tuple[str, ...]) -> Value | None:
        module = self._module(file)
        if module is None:
            name = ".".join(rest)
            return Unknown(f"`{name}` of {file}, which can't be read", Origin("import", f"{file}.{name}"))
        value = module.value(rest[0]) or module.forwarded(rest[0])
        if value is not None:
            value = _with_places(module.machine, value)
            if self.shared.under_check is not None and module.machine.file == self.shared.under_check.file:
                value = elsewhere(shared(value))  # other modules may use it too
        if value is None:
            return Unknown(f"`{rest[0]}` is not set in {file}", subject=rest[0])
        for name in rest[1:]:
            value = combine((value,), lambda plain, name=name: attribute_of(module.machine, plain, name, None))
        return value

    def _module(self, file: str) -> _Module | None:
        if file not in self._modules:
            parsed = self._parsed_module(file)
            self._modules[file] = None if parsed is None else _Module(self._machine(file, parsed), parsed.slices)
        return self._modules[file]

    def _parsed_module(self, file: str) -> ParsedModule | None:
        own = self.shared.under_check
        if own is not None and own.file == os.path.abspath(file):  # its text need not be the one on the disk
            if self._own is None or self._own.tree is not own.tree:
                slices = Slices(own.tree, own.names.declared, own.names.setters)
                self._own = ParsedModule(own.lines, own.tree, own.names, slices)
            return self._own
        text = self._edited.get(os.path.abspath(file)) if self._edited else None
        return self._recording.module(file) if text is None else parsed_text(text)


def _closeness(file: str, path: str) -> int:
    """Return how many folders two files have in common."""
    return os.path.commonpath([os.path.abspath(file), os.path.abspath(path)]).count(os.sep)


def _nearest(files: Iterable[str], path: str) -> list[str]:
    """Return the files that are no tests, those in the folders around `path` first."""
    return sorted((one for one in files if not is_test_file(one)), key=lambda one: (-_closeness(one, path), one))


class _Module:
    """One module, followed as far as the names asked for need it."""

    def __init__(self, machine: Machine, slices: Slices) -> None:
        self.machine = machine
        self._slices = slices
        self._done: set[int] = set()

    def value(self, name: str) -> Value | None:
        """The value of a module-level name at the end of the module; None where it is not set."""
        self._follow(self._slices.of(name))
        machine = self.machine
        value = machine.module.state.names.get(name)
        later = [one for one in globals_set(machine, name) if not (isinstance(one, Known) and one.value is None)]
        if later:
            value = agreed(later, name)
        if value is not None and machine.names.changed_inside.get((MODULE_SCOPE, name)):
            value = _harmed(value, f"`{name}` is changed in a function")
        return self._from_star(name) if value is None else machine.outside(value)

    def states(self, name: str) -> list[Value]:
        """Return what functions of the module set `state.name` of an application to."""
        setters = set(self.machine.names.setters_of(name))
        if not setters:
            return []
        self._follow(self._slices.around(setters))
        return states_set(self.machine, name)

    def forwarded(self, name: str) -> Value | None:
        """Return what `__getattr__` of the module gives; None where it has none."""
        is_asked = self.sets(GETATTR) and not name.startswith("__") and not self._has_hidden_names()
        function = self.value(GETATTR) if is_asked else None
        definition = self.machine.followable(function)
        if function is None or definition is None:
            return None
        asked = Called(function, (Argument(None, Known(name)),))
        return call_function(self.machine, definition, asked, None, NOTHING_ASSUMED)

    def sets(self, name: str) -> bool:
        """True if the module binds or changes the name itself."""
        return self._slices.binds(name)

    def _has_hidden_names(self) -> bool:
        return self.has_stars() or self.machine.names.loads[MODULE_SCOPE, "globals"] > 0

    def has_stars(self) -> bool:
        """True if it may set names that it does not show."""
        return bool(self._slices.star_imports())

    def _follow(self, statements: list[ast.stmt]) -> None:
        new = [statement for statement in statements if id(statement) not in self._done]
        self._done.update(id(statement) for statement in new)
        self.machine.run_module(new)

    def _from_star(self, name: str) -> Value | None:
        self._follow(self._slices.star_imports())
        outside = self.machine.shared.outside
        for module in self.machine.stars:
            dotted = f"{module}{'' if module.endswith('.') else '.'}{name}"
            found = outside.value(dotted, self.machine.path) if outside is not None else None
            if found is not None and not isinstance(found, Unknown):
                return found
        return None


def _with_places(machine: Machine, value: Value) -> Value:
    """The value, where it is a dict with the place of each text in it."""
    if not isinstance(value, Dict):
        return value
    entries = []
    for entry in value.entries:
        inner = _with_places(machine, entry.value)
        if isinstance(inner, (Known, Text)) and inner.place is not None and not inner.trail:
            inner = with_trail(inner, machine.shared.evidence(f"`{entry.key}` is set here", inner.place))
        entries.append(replace(entry, value=inner))
    return replace(value, entries=tuple(entries))


def _harmed(value: Value, reason: str) -> Value:
    """The value, where it is a dict in doubt."""
    return combine((value,), lambda plain: harmed(plain, reason) if isinstance(plain, Dict) else plain)

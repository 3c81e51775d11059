"""The Python modules of the project around a file: what their names are worth. Read as text, never imported."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from typing import TypeAlias

from pooler_lint.connections.sites import CALLEES
from pooler_lint.files.text import Unreadable, decode
from pooler_lint.project.documents.documents import Documents
from pooler_lint.project.locate import Locator
from pooler_lint.project.slices import Slices
from pooler_lint.syntax.classes import attribute_of
from pooler_lint.syntax.combine import combine
from pooler_lint.syntax.functions import read_function
from pooler_lint.syntax.machine import FOREIGN, Machine, Shared
from pooler_lint.syntax.outside import Override
from pooler_lint.syntax.reader import parse
from pooler_lint.syntax.states import join_states
from pooler_lint.values import NOTHING_ASSUMED, Assumptions, Evidence, Known, Span, Unknown, Value

EnvironmentOf: TypeAlias = "Callable[[str, str], tuple[tuple[Assumptions, Value], ...]]"
ImportersOf: TypeAlias = "Callable[[str], tuple[str, ...]]"
MentionsOf: TypeAlias = "Callable[[tuple[str, ...], str], tuple[str, ...]]"

MAX_BYTES = 2_000_000
"""A module larger than this holds no settings."""
MAX_MODULES = 2000
"""Modules read for one run."""


class Modules:
    """What other modules know, each read at most once a run, and of each only what is asked for.

    It is the `Outside` of every file's reading; `shared` goes to `find_sites`.
    """

    def __init__(
        self,
        environment: EnvironmentOf,
        documents: Documents,
        importers: ImportersOf = lambda path: (),
        mentions: MentionsOf = lambda words, path: (),
    ) -> None:
        self.shared = Shared(self)
        self._environment = environment
        self._documents = documents
        self._importers = importers
        self.mentions = mentions
        self.locator = Locator()
        self._modules: dict[str, _Module | None] = {}
        self._values: dict[tuple[str, str], Value | None] = {}
        self._open: set[tuple[str, str]] = set()
        self._notes: list[Evidence] = []
        self._by_base: dict[int, Machine] = {}

    def value(self, dotted: str, path: str) -> Value | None:
        """The value of a dotted name as the file at `path` sees it; None where it is not a name of the project."""
        found = self.locator.find(dotted, path)
        if found is None:
            return None
        file, rest = found
        if not rest:
            return None  # a module: its names are asked for one by one
        key = (file, ".".join(rest))
        if key not in self._values:
            if key in self._open:
                return Unknown(f"`{dotted}` depends on itself: modules import each other")
            self._open.add(key)
            try:
                self._values[key] = self._named(file, rest)
            finally:
                self._open.discard(key)
        return self._values[key]

    def environment(self, variable: str, path: str) -> tuple[tuple[Assumptions, Value], ...]:
        """What the deployments of the project say of a variable."""
        return self._environment(variable, path)

    def place(self, span: Span) -> tuple[str, int] | None:
        """The file and the line of a place in a module that has been read."""
        found = self._by_base.get(span.start // FOREIGN)
        if found is None:
            return None
        return found.path, found.lines.position(span.start - found.base)[0]

    def document(self, name: str, form: str, path: str) -> Value:
        """The settings file that the code at `path` loads by this name."""
        return self._documents.value(name, form, path)

    def sections(self, program: str, path: str) -> tuple[tuple[Assumptions, Value], ...]:
        """What "alembic" or "pyramid" may run the code at `path` with."""
        return self._documents.sections(program, path)

    def notes(self) -> tuple[Evidence, ...]:
        """The modules that could not be read so far."""
        return tuple(self._notes)

    def is_set(self, dotted: str, path: str) -> bool | None:
        """Whether the module of the dotted name sets it."""
        found = self.locator.find(dotted, path)
        module = self._module(found[0]) if found is not None else None
        return module.sets(found[1][0]) if module is not None and found is not None and found[1] else None

    def overrides(self, name: str, path: str) -> tuple[Override, ...]:
        """The values of the name in the modules that import everything from this one and change it."""
        found = []
        for file in self._importers(path):
            module = self._module(file)
            value = module.value(name) if module is not None and module.sets(name) else None
            if module is not None and value is not None:
                machine = module.machine
                whole = Span(machine.base, machine.base + len(machine.lines.text) + 1)
                found.append(Override(os.path.relpath(file), value, whole))
        return tuple(found)

    def _named(self, file: str, rest: tuple[str, ...]) -> Value | None:
        module = self._module(file)
        if module is None:
            return None  # it stays the name that it is
        value = module.value(rest[0])
        if value is None:
            return Unknown(f"`{rest[0]}` is not set in {file}")
        for name in rest[1:]:
            value = combine((value,), lambda plain, name=name: attribute_of(module.machine, plain, name, None))
        return value

    def _module(self, file: str) -> _Module | None:
        if file not in self._modules:
            self._modules[file] = self._read(file) if len(self._modules) < MAX_MODULES else None
        return self._modules[file]

    def _read(self, file: str) -> _Module | None:
        try:
            text, tree = _parsed(file)
        except _Unread as why:
            told = f"The names of this module are not known: {why}"
            self._notes.append(Evidence(told, os.path.relpath(file), why.line))
            return None
        number = len(self._modules) + 1
        machine = Machine(tree, text, file, CALLEES.__contains__, self.shared, FOREIGN * number)
        self._by_base[number] = machine
        return _Module(machine)


class _Unread(Exception):
    """A module that is not followed; the message says why."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.line = line


def _parsed(file: str) -> tuple[str, ast.Module]:
    """The text and the tree of a module. Raises `_Unread`."""
    try:
        if os.path.getsize(file) > MAX_BYTES:
            raise _Unread(f"it is larger than {MAX_BYTES // 1_000_000} MB")
        with open(file, "rb") as opened:
            source = decode(opened.read())
        if isinstance(source, Unreadable):
            raise _Unread(f"it {source.message}", source.line)
        return source.text, parse(source.text)
    except OSError as error:
        raise _Unread(f"it can't be read ({error.strerror or error})") from None
    except SyntaxError as error:
        raise _Unread("it is not valid Python", error.lineno or 0) from None
    except (RecursionError, MemoryError):  # the second is how Python's own parser says it
        raise _Unread("it nests too deep") from None
    except ValueError as error:
        raise _Unread(f"it can't be parsed ({error})") from None


class _Module:
    """One module, followed as far as the names asked for need it."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self._slices = Slices(machine.tree)
        self._done: set[int] = set()

    def value(self, name: str) -> Value | None:
        """The value of a module-level name at the end of the module; None where it is not set."""
        self._follow(self._slices.of(name))
        machine = self.machine
        self._read_setters(name)
        value = machine.module.state.names.get(name)
        later = [one for one in machine.globals_set.get(name, ()) if not (isinstance(one, Known) and one.value is None)]
        if later:
            value = later[0] if all(one == later[0] for one in later) else Unknown(f"`{name}` is set in several places")
        return self._from_star(name) if value is None else machine.outside(value)

    def sets(self, name: str) -> bool:
        """True if the module binds or changes the name itself."""
        return self._slices.binds(name)

    def _follow(self, statements: list[ast.stmt]) -> None:
        machine = self.machine
        new = [statement for statement in statements if id(statement) not in self._done]
        self._done.update(id(statement) for statement in new)
        ends = machine.run(new, machine.module)
        if ends:
            machine.module.state = join_states(ends, NOTHING_ASSUMED)

    def _read_setters(self, name: str) -> None:
        """Follow the functions that set the name by `global`."""
        machine = self.machine
        setters = machine.names.global_setters.get(name)
        if not setters:
            return
        for span in list(machine.queue):
            if id(machine.bodies[span].node) in setters:
                machine.queue.remove(span)
                machine.done.add(span)
                read_function(machine, span)

    def _from_star(self, name: str) -> Value | None:
        self._follow(self._slices.star_imports())
        outside = self.machine.shared.outside
        for module in self.machine.stars:
            dotted = f"{module}{'' if module.endswith('.') else '.'}{name}"
            found = outside.value(dotted, self.machine.path) if outside is not None else None
            if found is not None and not isinstance(found, Unknown):
                return found
        return None

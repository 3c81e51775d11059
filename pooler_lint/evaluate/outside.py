"""What a reading may ask of the project around its file."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from pooler_lint.evaluate.given import Given, Users
from pooler_lint.lines import Place
from pooler_lint.records import dataclass
from pooler_lint.values import Value
from pooler_lint.values.conditions import Guard


@dataclass(frozen=True, slots=True)
class Override:
    """What a name is worth in a module that has it from another one and changes it; `file` is that module."""

    path: str
    value: Value
    file: str

    def wrote(self, place: Place | None) -> bool:
        """True if this place is in that module."""
        return place is not None and place.file == self.file


class Outside(Protocol):
    """What is known beyond the file: other modules of the project."""

    def value(self, dotted: str, path: str) -> Value | None:
        """The value of a dotted name (relative ones begin with dots) as the file at `path` sees it; None: unknown."""

    def state(self, name: str, path: str) -> Value | None:
        """The value of `state.name` of an application, as another module sets it; None: unknown."""

    def environment(self, variable: str, path: str) -> tuple[tuple[Guard, Value], ...]:
        """What the project's deployments set a variable to, for the code in the file at `path`; () if nothing."""

    def document(self, name: str, form: str, path: str) -> Value:
        """The settings file that the code at `path` loads by this name; `form` is "yaml", "toml", "json" or "ini"."""

    def sections(self, program: str, path: str) -> tuple[tuple[Guard, Value], ...]:
        """The sections of ini files that "alembic" or "pyramid" may run the code at `path` with; () if none."""

    def is_set(self, dotted: str, path: str) -> bool | None:
        """Does the module set the name of its own (its star imports left aside)? None: no module of the project."""

    def overrides(self, name: str, path: str) -> tuple[Override, ...]:
        """What becomes of a name of the module at `path` where others import all of it and change that name."""

    def mentions(self, words: tuple[str, ...], path: str) -> tuple[str, ...]:
        """The other files of the project that hold all of these words."""

    def readers(self, path: str, name: str) -> Users:
        """The other modules that may use `state.name` of the application that the module at `path` sets up."""

    def given(self, file: str, names: Collection[str]) -> Given | None:
        """What the functions of these names in another file are given by their callers; None if nothing is known."""

    def users(self, path: str, names: Collection[str]) -> Users:
        """The other modules of the project that may use one of these names of the module at `path`."""

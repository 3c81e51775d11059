"""What the readings of all files around one have in common."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pooler_lint.evaluate.frames import Body, Call, ClassBody
from pooler_lint.evaluate.given import Given, Watch
from pooler_lint.evaluate.limits import MAX_STEPS_ELSEWHERE
from pooler_lint.evaluate.outside import Outside
from pooler_lint.evaluate.sets import Collected
from pooler_lint.index.nodes import FunctionNode
from pooler_lint.lines import LineIndex, Place
from pooler_lint.values import ClassOf, Definition, Evidence, Function, Value

if TYPE_CHECKING:
    from pooler_lint.evaluate.machine import Machine


class Shared:
    """What the readings of all files of a project have in common: functions and classes go from one to another."""

    def __init__(self, outside: Outside | None = None) -> None:
        self.outside = outside
        self.active: list[FunctionNode] = []
        self.bodies: dict[Definition, Body] = {}
        self.classes: dict[Definition, ClassBody] = {}
        self.class_values: dict[Definition, ClassOf] = {}
        self.derived: dict[Definition, dict[Definition, ClassOf]] = {}
        """For each class those that are derived from it, directly or not."""
        self.hidden: list[tuple[Definition, Body | None]] = []
        """The bodies that stood in `bodies` before a followed call defined the functions inside it once more."""
        self.inlined = 0
        """Calls of the project's own functions that are being followed into each other."""
        self.stack: tuple[Call, ...] | None = None
        """The calls that lead to what is being followed; None: what is done with connections is not recorded."""
        self.steps_of_call = 0
        self.steps_elsewhere = 0
        self.worked_out: dict[tuple[Definition, tuple[int, ...]], tuple[Function, tuple[Value | None, ...]]] = {}
        """Functions by the `id`s of the values around them, which are kept for as long."""
        self.costly: set[Definition] = set()
        """Functions that took too many steps to follow."""
        self.collected = Collected()
        self.given = Given()
        self.watch: Watch | None = None
        self.texts: dict[str, tuple[str, LineIndex]] = {}
        """The files that are read: how the path of each is shown, and its lines."""
        self.trees: dict[str, ast.Module] = {}
        """The trees of these files."""
        self.under_check: Machine | None = None
        self._readings = 0
        self._activations = 0

    def new_activation(self) -> int:
        """Return a number that no other run of a body has, in whatever file."""
        self._activations += 1
        return self._activations

    def new_reading(self) -> int:
        """Return the number of one more reading of a file."""
        self._readings += 1
        return self._readings

    def evidence(self, text: str, place: Place) -> Evidence:
        """Return the sentence with the path and the line of the place."""
        path, lines = self.texts[place.file]
        return Evidence(text, path, lines.position(place.start)[0])

    def begin_file(self, machine: Machine, given: Given) -> None:
        """Forget what was read of the file under check before: it is read once more, or another one is."""
        self.under_check = machine
        self.texts[machine.file] = machine.path, machine.lines
        self.trees[machine.file] = machine.tree
        self.stack = None
        self.active.clear()
        self.hidden.clear()
        self.worked_out.clear()
        self.inlined = self.steps_of_call = self.steps_elsewhere = 0
        self.given = given
        self.forget(0)
        self.collected.steps = 0

    def forget(self, reading: int) -> None:
        """Forget what this reading has defined: its text is followed once more."""
        self.collected.forget(reading)
        for table in (self.bodies, self.classes, self.class_values, self.costly):
            for definition in [definition for definition in table if definition.reading == reading]:
                table.remove(definition) if isinstance(table, set) else table.pop(definition)
        every = ((base, _without(own, reading)) for base, own in self.derived.items())
        self.derived = {base: own for base, own in every if own}

    def add_class(self, definition: Definition, value: ClassOf) -> None:
        """Remember the value of a class."""
        self.class_values[definition] = value
        bases = list(value.bases)
        while bases:
            base = bases.pop()
            if isinstance(base, ClassOf) and base.definition is not None:
                self.derived.setdefault(base.definition, {})[definition] = value
                bases += base.bases

    def follows_uses(self) -> bool:
        """True if what the file under check does with connections can matter."""
        return self.under_check is not None and self.under_check.followed.uses

    def is_exhausted(self) -> bool:
        """True if no more of other files is followed for the file under check."""
        return self.steps_elsewhere > MAX_STEPS_ELSEWHERE

    @contextmanager
    def from_the_top(self) -> Iterator[None]:
        """Follow something else than what is being followed, and go on with that afterwards."""
        inlined, steps, hidden, active = self.inlined, self.steps_of_call, self.hidden, list(self.active)
        stack, self.stack = self.stack, None
        self.inlined, self.steps_of_call, self.hidden = 0, 0, []
        self.active.clear()
        try:
            yield
        finally:
            self.inlined, self.steps_of_call, self.hidden = inlined, steps, hidden
            self.stack = stack
            self.active[:] = active


def _without(classes: Mapping[Definition, ClassOf], reading: int) -> dict[Definition, ClassOf]:
    return {definition: value for definition, value in classes.items() if definition.reading != reading}

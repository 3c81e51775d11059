"""What the readings of all files around one have in common, and how places in these files are told apart."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from pooler_lint.lines import Place
from pooler_lint.syntax.frames import Body, ClassBody
from pooler_lint.syntax.given import Given, Watch
from pooler_lint.syntax.limits import MAX_STEPS_ELSEWHERE
from pooler_lint.syntax.outside import Outside
from pooler_lint.syntax.prescan import FunctionNode
from pooler_lint.values import ClassOf, Function, Span, Value

FOREIGN = 1 << 40
"""Offsets from here on are places in other files."""


class Shared:
    """What the readings of all files of a project have in common: functions and classes go from one to another."""

    def __init__(self, outside: Outside | None = None) -> None:
        self.outside = outside
        self.active: list[FunctionNode] = []
        self.bodies: dict[Span, Body] = {}
        self.classes: dict[Span, ClassBody] = {}
        self.class_values: dict[Span, ClassOf] = {}
        self.hidden: list[tuple[Span, Body | None]] = []
        """The bodies that stood in `bodies` before a followed call defined the functions inside it once more."""
        self.inlined = 0
        """Calls of the project's own functions that are being followed into each other; nothing is remembered there."""
        self.steps_of_call = 0
        self.steps_elsewhere = 0
        self.worked_out: dict[tuple[Span, tuple[int, ...]], tuple[Function, tuple[Value | None, ...]]] = {}
        """Functions by the `id`s of the values around them, which are kept for as long."""
        self.costly: set[Span] = set()
        """Functions that took too many steps to follow."""
        self.given = Given()
        self.watch: Watch | None = None
        self._bases = 0
        self._activations = 0
        self._files: dict[int, str] = {}

    def new_activation(self) -> int:
        """Return a number that no other run of a body has, in whatever file."""
        self._activations += 1
        return self._activations

    def add_file(self, base: int, path: str) -> str:
        """Remember which file has these offsets, and return its absolute path."""
        file = os.path.abspath(path)
        self._files[base] = file
        return file

    def place(self, span: Span) -> Place:
        """Return the place that the offsets of this span stand for: the same one in each reading of its file."""
        base = span.start // FOREIGN * FOREIGN
        return Place(self._files[base], span.start - base, span.end - base)

    def new_base(self) -> int:
        """What to add to the offsets of one more file that is not under check."""
        self._bases += 1
        return FOREIGN * self._bases

    def begin_file(self, given: Given) -> None:
        """Forget the file that was under check before: what stands in the next one may stand at the same place."""
        self.active.clear()
        self.hidden.clear()
        self.worked_out.clear()
        self.inlined = self.steps_of_call = self.steps_elsewhere = 0
        self.given = given
        for table in (self.bodies, self.classes, self.class_values, self.costly):
            for span in [span for span in table if in_file(span) is not None]:
                table.remove(span) if isinstance(table, set) else table.pop(span)

    def is_exhausted(self) -> bool:
        """True if no more of other files is followed for the file under check."""
        return self.steps_elsewhere > MAX_STEPS_ELSEWHERE

    @contextmanager
    def from_the_top(self) -> Iterator[None]:
        """Follow something else than what is being followed, and go on with that afterwards."""
        inlined, steps, hidden, active = self.inlined, self.steps_of_call, self.hidden, list(self.active)
        self.inlined, self.steps_of_call, self.hidden = 0, 0, []
        self.active.clear()
        try:
            yield
        finally:
            self.inlined, self.steps_of_call, self.hidden = inlined, steps, hidden
            self.active[:] = active


def in_file(span: Span | None) -> Span | None:
    """The span where it is a place in the file under check, else None."""
    return span if span is not None and span.start < FOREIGN else None

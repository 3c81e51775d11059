"""The paths through functions as data, free of syntax trees: which connections are used where, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias, Union

from pooler_lint.lines import Place
from pooler_lint.records import dataclass

How: TypeAlias = Literal["return", "break", "continue", "raise"]


@dataclass(frozen=True, slots=True)
class Test:
    """The condition of a branch or loop: its text without `not`, and its place; of a `for` loop, what it iterates over.

    The text of a loop begins with `while` or `for`: it is not the same test as that of a branch.

    `bound` is where a name in it was last bound before, or the end of the test if the test itself fetches a row.
    `is_flag`: it is a variable that was last set to True.
    """

    text: str
    place: Place
    bound: int = 0
    negated: bool = False
    is_flag: bool = False


NO_TEST = Test("", Place("", 0, 0))


@dataclass(frozen=True, slots=True)
class Do:
    """A connection is used at this place, or a function is called that uses one."""

    place: Place


@dataclass(frozen=True, slots=True)
class Leave:
    """The function, the loop or its round is left; `raise` ends a path by an exception."""

    how: How


@dataclass(frozen=True, slots=True)
class Suspend:
    """The function yields: if a `with` statement enters it, the block runs here."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the arms runs. The first one runs if the test is true (or, where it is negated, false)."""

    test: Test
    arms: tuple[Suite, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A loop. `head` runs before each round and before the loop ends; an endless loop ends by `break` alone.

    `is_for`: what is iterated over says only whether there is a first round.
    """

    test: Test
    head: Suite
    body: Suite
    otherwise: Suite
    endless: bool = False
    is_for: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """A `try` statement."""

    body: Suite
    handlers: tuple[Suite, ...]
    otherwise: Suite
    final: Suite


@dataclass(frozen=True, slots=True)
class Within:
    """A `with` statement, and the places of what it enters."""

    entered: tuple[Place, ...]
    body: Suite


Step: TypeAlias = Union[Do, Leave, Suspend, Choice, Repeat, Attempt, Within]
Suite: TypeAlias = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a function or of the module, as far as it uses connections."""

    place: Place
    suite: Suite
    decorators: tuple[str, ...] = ()
    """The last parts of their names."""


def inside(suite: Suite) -> Iterator[Step]:
    """Yield each step of the suite, and of the suites in it."""
    for step in suite:
        yield step
        parts: tuple[Suite, ...] = ()
        if isinstance(step, Choice):
            parts = step.arms
        elif isinstance(step, Repeat):
            parts = (step.head, step.body, step.otherwise)
        elif isinstance(step, Attempt):
            parts = (step.body, *step.handlers, step.otherwise, step.final)
        elif isinstance(step, Within):
            parts = (step.body,)
        for part in parts:
            yield from inside(part)


def left_at(entered: Place) -> Place:
    """Return the place that stands for leaving what a `with` statement enters here."""
    return Place(entered.file, entered.end, entered.end)


def bodies_by_place(bodies: Iterable[Body]) -> dict[Place, Body]:
    """Return the body in which each use and each call stands."""
    found: dict[Place, Body] = {}
    for body in bodies:
        for step in inside(body.suite):
            if isinstance(step, Do):
                found[step.place] = body
            elif isinstance(step, Within):
                found.update((left_at(place), body) for place in step.entered)
    return found

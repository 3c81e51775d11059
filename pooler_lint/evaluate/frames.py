"""What the reading remembers of the bodies that it follows: of functions, of classes, and of each run of one."""

from __future__ import annotations

import ast
from collections.abc import Set
from typing import TYPE_CHECKING, Literal, NamedTuple

from pooler_lint.evaluate.states import Loop, State
from pooler_lint.index.nodes import FunctionNode
from pooler_lint.index.prescan import MODULE_SCOPE
from pooler_lint.lines import Place
from pooler_lint.records import dataclass, field
from pooler_lint.values import Definition, Function, Value
from pooler_lint.values.conditions import NOTHING_ASSUMED, Guard

if TYPE_CHECKING:
    from pooler_lint.evaluate.machine import Machine


class Entered(NamedTuple):
    """What a `with` statement enters, and where it is written."""

    value: Value
    place: Place


@dataclass(slots=True)
class Frame:
    """One run of a body: of the module, of a class, or of a function called with these arguments."""

    kind: Literal["module", "class", "function"]
    name: str
    parent: Frame | None
    place: Place
    """The module, class or function."""
    state: State
    bound: frozenset[str] = frozenset()
    """The names that belong to this body although it may not have set them yet (functions only)."""
    declared_global: Set[str] = frozenset()
    first_parameter: str | None = None
    instance: Value | None = None
    """`self` of a method."""
    returns: list[tuple[Guard, Value]] = field(default_factory=list)
    yields: list[tuple[Guard, Value]] = field(default_factory=list)
    sets: list[tuple[str, Value]] = field(default_factory=list)
    base_path: Guard = NOTHING_ASSUMED
    scope: int = MODULE_SCOPE
    owner: Definition | None = None
    """The class, in a class body."""
    loops: list[Loop] = field(default_factory=list)
    """The loops around the statement at hand."""
    ends: list[State] = field(default_factory=list)
    """The states at `return`."""
    raised: list[State] = field(default_factory=list)
    """The states at `raise`."""
    blocks: list[Entered] = field(default_factory=list)
    """What the `with` statements around the statement at hand have entered."""
    ways: int = 1
    """In how many ways the statement at hand is followed."""
    activation: int = 0
    """Tells conditions of this run from those at the same place in another run or another round of a loop; 0: the
    module's own run."""


class Call(NamedTuple):
    """A call of a function of the project that is being followed, and the run of the body that it is written in."""

    place: Place
    frame: Frame


@dataclass(slots=True)
class Body:
    """A function of the file and where it stands."""

    node: FunctionNode
    frame: Frame
    defaults: dict[str, Value]
    owner: Definition | None = None
    """The class whose method it is."""
    decorators: tuple[Value, ...] = ()
    path: Guard = NOTHING_ASSUMED
    """The conditions under which it is defined."""
    home: Machine | None = None
    """The reading that it belongs to; None: the one at hand."""


@dataclass(slots=True)
class ClassBody:
    """A class of the file."""

    node: ast.ClassDef
    frame: Frame | None = None
    """Its body, as it was left."""
    home: Machine | None = None
    """The reading that it belongs to; None: the one at hand."""

    _annotated: dict[str, ast.AnnAssign] | None = None

    def annotated(self) -> dict[str, ast.AnnAssign]:
        """Return the annotated names of the class itself, with the last statement of each."""
        if self._annotated is None:
            statements = (one for one in self.node.body if isinstance(one, ast.AnnAssign))
            self._annotated = {one.target.id: one for one in statements if isinstance(one.target, ast.Name)}
        return self._annotated


@dataclass(slots=True)
class Listener:
    """A function that SQLAlchemy calls for an event: on what, which event, and what it sets on its first parameter."""

    target: Value
    event: str
    function: Function

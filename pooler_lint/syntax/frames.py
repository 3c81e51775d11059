"""What the reading remembers of the bodies that it follows: of functions, of classes, and of each run of one."""

from __future__ import annotations

import ast
from collections.abc import Set
from typing import TYPE_CHECKING, Literal, NamedTuple

from pooler_lint.lines import Place
from pooler_lint.records import dataclass, field
from pooler_lint.syntax.prescan import MODULE_SCOPE, FunctionNode
from pooler_lint.syntax.states import Loop, State
from pooler_lint.values import Called, Definition, Function, Known, Value
from pooler_lint.values.conditions import NOTHING_ASSUMED, Guard

if TYPE_CHECKING:
    from pooler_lint.syntax.machine import Machine


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


@dataclass(frozen=True, slots=True)
class Assigned:
    """A value that an attribute is set to; `first` says that `__init__` does it."""

    value: Value
    first: bool = False


@dataclass(slots=True)
class ClassBody:
    """A class of the file: what is assigned to its attributes, and to those of its instances."""

    node: ast.ClassDef
    frame: Frame | None = None
    """Its body, as it was left."""
    attributes: dict[str, list[Assigned]] = field(default_factory=dict)
    collected: dict[str, list[Assigned]] = field(default_factory=dict)
    """The same, as far as the round at hand has seen it."""
    home: Machine | None = None
    """The reading that it belongs to; None: the one at hand."""
    is_read: bool = False
    """What its methods set has been collected at least once."""
    known: set[str] = field(default_factory=set)
    """Of a class of another file: the attributes for which its methods were followed."""
    busy: set[str] = field(default_factory=set)
    """Those for which they are being followed."""

    _annotated: dict[str, ast.AnnAssign] | None = None

    def annotated(self) -> dict[str, ast.AnnAssign]:
        """Return the annotated names of the class itself, with the last statement of each."""
        if self._annotated is None:
            statements = (one for one in self.node.body if isinstance(one, ast.AnnAssign))
            self._annotated = {one.target.id: one for one in statements if isinstance(one.target, ast.Name)}
        return self._annotated

    def end_round(self) -> None:
        """What this round has collected is what the next one knows.

        Where `if self.url is None: self.url = ...` sets an attribute, the next round sees it set and does not come by.
        """
        names = self.frame.state.names if self.frame is not None else {}
        first = {name: set_to for name, set_to in self.attributes.items() if _is_none(names.get(name))}
        self.attributes, self.collected, self.is_read = {**first, **self.collected}, {}, True


def _is_none(value: Value | None) -> bool:
    if isinstance(value, Called):
        default = value.argument("default", 0)
        value = default.value if default is not None else None
    return isinstance(value, Known) and value.value is None


@dataclass(slots=True)
class Listener:
    """A function that SQLAlchemy calls for an event: on what, which event, and what it sets on its first parameter."""

    target: Value
    event: str
    function: Function

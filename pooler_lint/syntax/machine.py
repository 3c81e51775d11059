"""The reading of one file: it follows the statements the way Python would, with values that may be unknown.

Nothing is executed. `Machine` holds what belongs to the file, `Frame` one run of a body, `State` what is known at one
point of one way through it. The handlers for each kind of syntax register themselves in `EXPRESSIONS` and `STATEMENTS`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeVar

from pooler_lint.lines import LineIndex
from pooler_lint.model import Use
from pooler_lint.syntax.prescan import MODULE_SCOPE, FunctionNode, Names
from pooler_lint.values import (
    NOTHING_ASSUMED,
    Assumptions,
    Called,
    ClassOf,
    Evidence,
    Function,
    Span,
    Unknown,
    Value,
)

MAX_STEPS = 20_000
"""Statements and calls followed for one function; helpers called from everywhere would multiply without a bound."""
MAX_DEPTH = 5
"""Calls of the file's own functions followed into each other."""


@dataclass(slots=True)
class State:
    """What is known at one point of one way through a body."""

    names: dict[str, Value]
    path: Assumptions = NOTHING_ASSUMED

    def fork(self, assumed: Assumptions = NOTHING_ASSUMED) -> State:
        """The same knowledge, to go on in another way."""
        return State(dict(self.names), self.path | assumed)


@dataclass(slots=True)
class Frame:
    """One run of a body: of the module, of a class, or of a function called with these arguments."""

    kind: Literal["module", "class", "function"]
    name: str
    parent: Frame | None
    state: State
    bound: frozenset[str] = frozenset()
    """The names that belong to this body although it may not have set them yet (functions only)."""
    declared_global: frozenset[str] = frozenset()
    first_parameter: str | None = None
    instance: Value | None = None
    """`self` of a method."""
    returns: list[tuple[Assumptions, Value]] = field(default_factory=list)
    yields: list[tuple[Assumptions, Value]] = field(default_factory=list)
    sets: list[tuple[str, Value]] = field(default_factory=list)
    base_path: Assumptions = NOTHING_ASSUMED
    scope: int = MODULE_SCOPE
    owner: Span | None = None
    """The span of the class, in a class body."""
    exits: list[list[State]] = field(default_factory=list)
    """The states at `break` and `continue`, for each loop around."""


@dataclass(frozen=True, slots=True)
class FoundCall:
    """A call that was looked for: `dotted` is what is called, `called` how, `path` under which conditions.

    `partial` says that it is a `functools.partial(...)` of it.
    """

    dotted: str
    called: Called
    span: Span
    line: int
    path: Assumptions
    partial: bool = False


@dataclass(slots=True)
class Body:
    """A function of the file and where it stands."""

    node: FunctionNode
    frame: Frame
    defaults: dict[str, Value]
    owner: Span | None = None
    """The span of the class whose method it is."""
    decorators: tuple[Value, ...] = ()


@dataclass(slots=True)
class ClassBody:
    """A class of the file: what its methods assign to `self`, by attribute."""

    node: ast.ClassDef
    attributes: dict[str, list[Value]] = field(default_factory=dict)


@dataclass(slots=True)
class Listener:
    """A function that SQLAlchemy calls for an event: on what, which event, and what it sets on its first parameter."""

    target: Value
    event: str
    function: Function


class Machine:
    """The reading of one file."""

    def __init__(self, tree: ast.Module, text: str, path: str, wanted: Callable[[str], bool]) -> None:
        self.tree = tree
        self.path = path
        self.lines = LineIndex(text)
        self.wanted = wanted
        self.names = Names(tree)
        self.recording = True
        self.steps = 0
        self.active: list[FunctionNode] = []
        self.bodies: dict[Span, Body] = {}
        self.classes: dict[Span, ClassBody] = {}
        self.queue: list[Span] = []
        self.done: set[Span] = set()
        self.globals_set: dict[str, list[Value]] = {}
        self.found: dict[Span, list[FoundCall]] = {}
        self.uses: dict[Span, dict[Span, Use]] = {}
        self.partial_calls: dict[Span, list[Called]] = {}
        self.listeners: list[Listener] = []
        self.stars: list[str] = []
        self.class_values: dict[Span, ClassOf] = {}
        self.module = Frame("module", "", None, State({}))

    def span(self, node: ast.expr | ast.stmt) -> Span:
        """Where the node stands in the text."""
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
        return Span(
            self.lines.offset_of_bytes(node.lineno, node.col_offset), self.lines.offset_of_bytes(end_line, end_column)
        )

    def evidence(self, text: str, node: ast.expr | ast.stmt) -> Evidence:
        """A sentence with the place of the node."""
        return Evidence(text, self.path, node.lineno)

    def enqueue(self, span: Span) -> None:
        """Have the function at `span` read once for what it holds, later, when its surroundings are complete."""
        if self.recording and span not in self.done and span not in self.queue:
            self.queue.append(span)

    def tired(self) -> bool:
        """Count one more step; True when this file has had enough of them."""
        self.steps += 1
        return self.steps > MAX_STEPS

    def evaluate(self, node: ast.expr, frame: Frame) -> Value:
        """What the expression is worth here. Every call inside is looked at, whatever comes out."""
        handler = EXPRESSIONS.get(type(node))
        if handler is not None:
            return handler(self, node, frame)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.evaluate(child, frame)
        return Unknown(f"a {type(node).__name__} expression is not followed")

    def run(self, statements: Iterable[ast.stmt], frame: Frame) -> list[State]:
        """Follow the statements from `frame.state`; the states of all ways that reach the end."""
        pending = list(statements)
        for index, statement in enumerate(pending):
            handler = STATEMENTS.get(type(statement))
            if handler is None or self.tired():
                continue
            states = handler(self, statement, frame)
            if states is None:
                continue
            if len(states) == 1:
                frame.state = states[0]
                continue
            ends: list[State] = []
            for state in states:
                frame.state = state
                ends.extend(self.run(pending[index + 1 :], frame))
            return ends
        return [frame.state]


Node = TypeVar("Node", bound=ast.AST)
ExpressionHandler: TypeAlias = "Callable[[Machine, ast.expr, Frame], Value]"
StatementHandler: TypeAlias = "Callable[[Machine, ast.stmt, Frame], list[State] | None]"

EXPRESSIONS: dict[type[ast.expr], ExpressionHandler] = {}
STATEMENTS: dict[type[ast.stmt], StatementHandler] = {}


def class_body(machine: Machine, value: Value) -> tuple[ClassOf, ClassBody] | None:
    """The class of the file that this value is, or is an instance of."""
    cls = value.function if isinstance(value, Called) else value
    if isinstance(cls, ClassOf) and cls.span in machine.classes:
        return cls, machine.classes[cls.span]
    return None

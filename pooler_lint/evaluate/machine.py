"""The reading of one file: it follows the statements the way Python would, with values that may be unknown.

Nothing is executed. `Machine` holds what belongs to the file, `Frame` one run of a body, `State` what is known at one
point of one way through it. The handlers for each kind of syntax register themselves in `EXPRESSIONS` and `STATEMENTS`.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from pooler_lint.evaluate.declared import Declarations
from pooler_lint.evaluate.frames import Body, ClassBody, Frame, Listener
from pooler_lint.evaluate.limits import MAX_STEPS, MAX_STEPS_OF_CALL, ExhaustedError
from pooler_lint.evaluate.sets import Sets
from pooler_lint.evaluate.shared import Shared
from pooler_lint.evaluate.states import State, join_states, kept_apart
from pooler_lint.index.followed import NOTHING_FOLLOWED, Followed
from pooler_lint.index.prescan import Names
from pooler_lint.lines import LineIndex, Place
from pooler_lint.model import Use
from pooler_lint.records import dataclass
from pooler_lint.values import Called, ClassOf, Definition, Evidence, Function, Symbol, Unknown, Value
from pooler_lint.values.conditions import NOTHING_ASSUMED, Guard


class Handed(NamedTuple):
    """A parameter, or a module, of which only the type of the connection is known; `shown` is its name in messages."""

    dotted: str
    shown: str
    function: str = ""
    """The function whose parameter it is."""


Owner: TypeAlias = "tuple[Place, tuple[object, ...]]"
"""The call that makes a connection: its place and, in another file, what it is called with."""


HandOver: TypeAlias = "Callable[[Machine, Body, dict[str, Value]], None]"
"""Puts what is known of the parameters of a function besides its calls into these names."""


@dataclass(frozen=True, slots=True)
class FoundCall:
    """A call that was looked for: `dotted` is what is called, `called` how, `path` under which conditions.

    `partial` says that it is a `functools.partial(...)` of it.
    """

    dotted: str
    called: Called
    place: Place
    line: int
    path: Guard
    partial: bool = False


class Machine:
    """One reading of a file.

    `reading` 0 is that of the file under check. The others follow a module for what it gives to that one; they can read
    the file under check once more. `collecting` is what the function sets that is followed for that alone; None: calls
    and uses are remembered. `set_at_top` is what the statements of the module and of its classes set. `functions` are
    those that were defined so far, by the `id` of the node; `hand_over` tells more of their parameters.
    """

    def __init__(
        self,
        tree: ast.Module,
        lines: LineIndex,
        path: str,
        wanted: Callable[[str], bool],
        shared: Shared | None = None,
        reading: int = 0,
        followed: Followed = NOTHING_FOLLOWED,
        names: Names | None = None,
    ) -> None:
        self.shared = shared = shared or Shared()
        self.followed = followed
        self.reading = reading
        self.is_searched = False
        """The file is followed from end to end for the calls in it, which costs what it is long."""
        self.tree, self.path, self.file = tree, path, os.path.abspath(path)
        self.lines = lines
        self.wanted = wanted
        self.names = names or Names(tree)
        self.collecting: Sets | None = None
        self.set_at_top = Sets()
        self.hand_over: HandOver | None = None
        self.functions: dict[int, Definition] = {}
        self.steps = self.parts_of_calls = 0
        shared.texts.setdefault(self.file, (path, self.lines))
        shared.trees.setdefault(self.file, tree)
        self.active = shared.active
        self.bodies = shared.bodies
        self.classes = shared.classes
        self.class_values = shared.class_values
        self.queue: list[Definition] = []
        self.done: set[Definition] = set()
        self.found: dict[Place, list[FoundCall]] = {}
        self.uses: dict[Owner, dict[tuple[object, ...], Use]] = {}
        self.elsewhere: dict[Owner, Called] = {}
        self.handed: dict[Place, Handed] = {}
        self.asked: dict[str, set[str]] = {}
        """Functions and classes whose callers say which connection is used, by file."""
        self.partial_calls: dict[Place, list[Called]] = {}
        self.listeners: list[Listener] = []
        self.declarations = Declarations()
        self.stars: list[str] = []
        self.prefixes: list[str] = []
        """What a reader of variables puts before the names in the block at hand."""
        self.passed_over: frozenset[int] = frozenset()
        """Statements (by `id`) that have nothing to do with what is looked for."""
        self.module = Frame("module", "", None, Place(self.file, 0, len(self.lines.text)), State({}))
        self._sources: dict[ast.expr, str] = {}
        self._places: dict[ast.AST, Place] = {}

    def again(self, reading: int, followed: Followed = NOTHING_FOLLOWED) -> Machine:
        """Another reading of the same text."""
        return Machine(self.tree, self.lines, self.path, self.wanted, self.shared, reading, followed, self.names)

    @property
    def remembers_calls(self) -> bool:
        """True while what is found belongs into the reading."""
        return self.collecting is None and not self.shared.inlined

    def sets(self, frame: Frame) -> Sets | None:
        """Return where it is remembered what is set here; None: this is followed for other reasons."""
        if self.shared.inlined:
            return None
        if self.collecting is None and frame.kind != "function":
            return self.set_at_top
        return self.collecting

    def source(self, node: ast.expr) -> str:
        """The expression as it is shown: `unparse` writes single quotes, formatted code mostly has double ones."""
        found = self._sources.get(node)
        if found is None:
            found = ast.unparse(node)
            found = found if '"' in found else found.replace("'", '"')
            self._sources[node] = found
        return found

    def place(self, node: ast.expr | ast.stmt | ast.pattern | ast.excepthandler) -> Place:
        """Return the place of the node."""
        found = self._places.get(node)
        if found is None:
            found = self._places[node] = Place(self.file, *self.lines.offsets_of(node))
        return found

    def place_of_parameter(self, argument: ast.arg) -> Place:
        """Return the place of the name of a parameter."""
        start = self.lines.offset_of_bytes(argument.lineno, argument.col_offset)
        return Place(self.file, start, start + len(argument.arg))

    def definition(self, node: ast.expr | ast.stmt) -> Definition:
        """Return the function or class as this reading defines it."""
        return Definition(self.place(node), self.reading)

    def followable(self, value: Value | None) -> Definition | None:
        """Return the definition of a function whose body is known; None for any other value."""
        definition = value.definition if isinstance(value, Function) else None
        return definition if definition in self.bodies else None

    def evidence(self, text: str, node: ast.expr | ast.stmt) -> Evidence:
        """A sentence with the place of the node."""
        return Evidence(text, self.path, node.lineno)

    def outside(self, value: Value) -> Value:
        """What an imported name stands for where its module is one of the project's; else the name as it is."""
        if not isinstance(value, Symbol) or self.shared.outside is None or self.wanted(value.dotted):
            return value
        found = self.shared.outside.value(value.dotted, self.path)
        return value if found is None else found

    def show(self, node: ast.Call, called: Called) -> None:
        """Tell of this call, if anybody wants to know."""
        if self.shared.watch is not None:
            self.shared.watch.note(self, node, called)

    def define(self, definition: Definition, body: Body) -> None:
        """A function is defined: it is read once for what it holds, later, when its surroundings are complete."""
        if self.shared.inlined or self.collecting is not None:
            self.shared.hidden.append((definition, self.bodies.get(definition)))
        if not self.shared.inlined:
            self.functions[id(body.node)] = definition
            if definition not in self.done:
                self.done.add(definition)
                self.queue.append(definition)
        self.bodies[definition] = body

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
            if handler is None or id(statement) in self.passed_over:
                continue
            if self.reading or self.shared.inlined or self.collecting is not None:
                self._step()
            states = handler(self, statement, frame)
            if states is None:
                continue
            if len(states) == 1:
                frame.state = states[0]
                continue
            return self._follow_each(states, pending[index + 1 :], frame)
        return [frame.state]

    def run_module(self, statements: Iterable[ast.stmt]) -> None:
        """Follow these statements of the module; its state is then the one at their end."""
        ends = self.run(statements, self.module)
        if ends:
            self.module.state = join_states(ends, NOTHING_ASSUMED)

    def _step(self) -> None:
        shared, inlined = self.shared, self.shared.inlined > 0
        shared.steps_elsewhere += self.reading > 0 and (inlined or not self.is_searched)
        shared.steps_of_call += inlined
        self.steps += inlined
        is_too_long = inlined and (shared.steps_of_call > MAX_STEPS_OF_CALL or self.steps > MAX_STEPS)
        shared.collected.steps += self.collecting is not None
        if shared.collected.steps > MAX_STEPS or is_too_long or (self.reading > 0 and shared.is_exhausted()):
            raise ExhaustedError

    def _follow_each(self, states: list[State], rest: list[ast.stmt], frame: Frame) -> list[State]:
        if not rest:
            return states
        before = frame.ways
        ends: list[State] = []
        each = kept_apart(states, before)
        frame.ways = before * len(each)
        for state in each:
            frame.state = state
            ends.extend(self.run(rest, frame))
        frame.ways = before
        return ends


ExpressionHandler: TypeAlias = "Callable[[Machine, ast.expr, Frame], Value]"
StatementHandler: TypeAlias = "Callable[[Machine, ast.stmt, Frame], list[State] | None]"

EXPRESSIONS: dict[type[ast.expr], ExpressionHandler] = {}
STATEMENTS: dict[type[ast.stmt], StatementHandler] = {}


def class_body(machine: Machine, value: Value) -> tuple[ClassOf, ClassBody] | None:
    """The class of the file that this value is, or is an instance of."""
    cls = value.function if isinstance(value, Called) else value
    if isinstance(cls, ClassOf) and cls.definition in machine.classes:
        return cls, machine.classes[cls.definition]
    return None

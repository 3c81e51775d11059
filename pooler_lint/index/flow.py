"""From a syntax tree to the paths through its functions, as far as they lead past uses of connections."""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from pooler_lint.flow import (
    NO_TEST,
    Attempt,
    Body,
    Choice,
    Do,
    Leave,
    Repeat,
    Step,
    Suite,
    Suspend,
    Test,
    Within,
    left_at,
)
from pooler_lint.index.nodes import children, walk
from pooler_lint.lines import LineIndex, Place

Function: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef"

EMPTY: Suite = ()
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_FETCHING = frozenset({"fetchone", "fetchall", "fetchval", "fetchrow", "fetch", "scalar", "scalar_one", "first", "one"})
"""Methods that return a row, or a value, of a statement that ran before."""
_EXITS = frozenset({"exit", "_exit", "quit"})


def bodies_of(tree: ast.Module, lines: LineIndex, file: str, uses: Iterable[Place]) -> tuple[Body, ...]:
    """Return the bodies of the module and of its functions that hold one of these uses."""
    places = sorted({place for place in uses if place.file == file}, key=lambda place: (place.start, place.end))
    found = []
    for node in (tree, *(node for node in walk(tree) if isinstance(node, _FUNCTIONS))):
        span = _span(node, lines, file) if isinstance(node, _FUNCTIONS) else Place(file, 0, len(lines.text))
        if _within(places, span):
            suite = _Builder(lines, file, places).suite(node.body)
            if suite:
                found.append(Body(span, suite, tuple(_decorators(node))))
    return tuple(found)


def _decorators(node: ast.AST) -> Iterator[str]:
    for decorator in node.decorator_list if isinstance(node, _FUNCTIONS) else ():
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        yield called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _span(node: ast.stmt | ast.expr | ast.pattern, lines: LineIndex, file: str) -> Place:
    return Place(file, *lines.offsets_of(node))


def _within(places: Sequence[Place], span: Place) -> list[Place]:
    first = bisect_left(places, span.start, key=lambda place: place.start)
    last = bisect_left(places, span.end, key=lambda place: place.start)
    return [place for place in places[first:last] if place.end <= span.end]


class _Builder:
    """Builds the suites of one function, in the order of the text.

    `_bound` is where each name was last bound, `_flags` where each variable was that was last set to True.
    """

    def __init__(self, lines: LineIndex, file: str, places: Sequence[Place]) -> None:
        self._lines = lines
        self._file = file
        self._places = places
        self._bound: dict[str, int] = {}
        self._flags: dict[str, int] = {}

    def suite(self, statements: Iterable[ast.stmt]) -> Suite:
        """Return the steps of these statements, without those that neither use a connection nor leave anything."""
        return tuple(step for statement in statements for step in self._steps(statement))

    def _steps(self, node: ast.stmt) -> Iterator[Step]:
        if isinstance(node, ast.If):
            yield from self._if(node)
        elif isinstance(node, (ast.While, ast.For, ast.AsyncFor)):
            yield from self._loop(node)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            yield from self._with(node)
        elif isinstance(node, ast.Match):
            yield from self._match(node)
        elif isinstance(node, ast.Try) or type(node).__name__ == "TryStar":
            yield from self._try(node)
        elif isinstance(node, ast.ClassDef):
            yield from self.suite(node.body)
        elif not isinstance(node, _FUNCTIONS):
            yield from self._simple(node)

    def _simple(self, node: ast.stmt) -> Iterator[Step]:
        yield from self._uses(node)
        self._bind([node], self._place(node).end)
        if _yields(node):
            yield Suspend()
        if isinstance(node, ast.Return):
            yield Leave("return")
        elif isinstance(node, ast.Raise) or _ends_the_program(node):
            yield Leave("raise")
        elif isinstance(node, ast.Break):
            yield Leave("break")
        elif isinstance(node, ast.Continue):
            yield Leave("continue")

    def _if(self, node: ast.If) -> Iterator[Step]:
        chain = [node]  # `elif` after `elif` may go on for thousands of lines
        while len(chain[-1].orelse) == 1 and isinstance(chain[-1].orelse[0], ast.If):
            chain.append(chain[-1].orelse[0])
        arms = []
        for one in chain:
            head, test = tuple(self._uses(one.test)), self._test(one.test)
            arms.append((head, test, self.suite(one.body)))
        rest = self.suite(chain[-1].orelse)
        for head, test, body in reversed(arms):
            rest = (*head, Choice(test, (body, rest))) if body or rest else head
        yield from rest

    def _loop(self, node: ast.While | ast.For | ast.AsyncFor) -> Iterator[Step]:
        test, head = NO_TEST, EMPTY
        if isinstance(node, ast.While):
            head, test = tuple(self._uses(node.test)), self._test(node.test, "while ")
        else:
            yield from self._uses(node.iter)
            test = self._test(node.iter, "for ")
            self._bind([node.target], self._place(node.iter).end)
        body, otherwise = self.suite(node.body), self.suite(node.orelse)
        endless = isinstance(node, ast.While) and isinstance(node.test, ast.Constant) and bool(node.test.value)
        if head or body or otherwise or endless:
            yield Repeat(test, head, body, otherwise, endless, not isinstance(node, ast.While))

    def _with(self, node: ast.With | ast.AsyncWith) -> Iterator[Step]:
        entered = tuple(self._place(item.context_expr) for item in node.items)
        for item in node.items:
            yield from self._uses(item.context_expr)
            self._bind([item], self._place(item.context_expr).end)
        body = self.suite(node.body)
        if body or any(left_at(place) in self._places for place in entered):
            yield Within(entered, body)

    def _match(self, node: ast.Match) -> Iterator[Step]:
        yield from self._uses(node.subject)
        arms = [self.suite(case.body) for case in node.cases]
        last = node.cases[-1]
        if last.guard is not None or not isinstance(last.pattern, ast.MatchAs) or last.pattern.pattern is not None:
            arms.append(())
        if any(arms):
            yield Choice(NO_TEST, tuple(arms))

    def _try(self, node: ast.stmt) -> Iterator[Step]:
        body = self.suite(node.body)  # type: ignore[attr-defined]  # also that of `except*`
        handlers = tuple(self.suite(handler.body) for handler in node.handlers)  # type: ignore[attr-defined]
        otherwise, final = self.suite(node.orelse), self.suite(node.finalbody)  # type: ignore[attr-defined]
        if body or any(handlers) or otherwise or final:
            yield Attempt(body, handlers, otherwise, final)

    def _uses(self, node: ast.stmt | ast.expr) -> Iterator[Step]:
        """Yield the uses in a simple statement or an expression, in the order in which they run."""
        places = _within(self._places, self._place(node))
        if not places:
            return
        perhaps = [self._place(inner) for inner in _conditional(node)]
        for place in sorted(places, key=lambda one: (one.end, one.start)):
            done = Do(place)
            yield Choice(NO_TEST, ((done,), ())) if any(one.holds(place) for one in perhaps) else done

    def _test(self, node: ast.expr, kind: str = "") -> Test:
        place = self._place(node)
        plain, negated = _without_negation(node)
        names = walk(node)
        bound = max((self._bound.get(one.id, 0) for one in names if isinstance(one, ast.Name)), default=0)
        if any(_is_fetching(one) or isinstance(one, ast.NamedExpr) for one in names):
            bound = place.end
        text = self._text(plain)
        return Test(kind + text, place, self._flags.get(text, bound), negated, text in self._flags)

    def _bind(self, nodes: Iterable[ast.AST], end: int) -> None:
        for node in nodes:
            for target in _stored(node):
                if isinstance(target, ast.Name):
                    self._bound[target.id] = end
                self._flags.pop(self._text(target), None)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and node.value.value is True:
                self._flags.update((self._text(target), end) for target in node.targets)

    def _text(self, node: ast.expr) -> str:
        shown = self._place(node)
        return self._lines.text[shown.start : shown.end]

    def _place(self, node: ast.stmt | ast.expr) -> Place:
        return _span(node, self._lines, self._file)


def _stored(top: ast.AST) -> Iterator[ast.Name | ast.Attribute]:
    """Yield the names and attributes that the code sets."""
    for node in walk(top):
        if isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store):
            yield node


def _without_negation(node: ast.expr) -> tuple[ast.expr, bool]:
    """Return what the test asks for, and True if it asks for its opposite: `not got`, `got is False`."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        plain, negated = _without_negation(node.operand)
        return plain, not negated
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.comparators[0], ast.Constant):
        if node.comparators[0].value in (False, None) and isinstance(node.ops[0], (ast.Is, ast.Eq)):
            return node.left, True
    if isinstance(node, ast.BoolOp):
        return node, any(_without_negation(value)[1] for value in node.values)
    return node, False


def _is_fetching(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _FETCHING


def _yields(node: ast.stmt) -> bool:
    value = getattr(node, "value", None)
    return isinstance(value, (ast.Yield, ast.YieldFrom))


def _ends_the_program(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
        return False
    function = node.value.func
    return (function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")) in _EXITS


def _conditional(top: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions inside that run under a condition, in each round, or later."""
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Lambda):
            yield node.body
        elif isinstance(node, ast.IfExp):
            yield from (node.body, node.orelse)
        elif isinstance(node, ast.BoolOp):
            yield from node.values[1:]
        elif isinstance(node, _COMPREHENSIONS):
            yield from ([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])
        waiting.extend(children(node))

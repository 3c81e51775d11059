"""LibCST visitors that find nodes by the span that they have in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import libcst as cst

from pooler_lint.values import Span

SpanOf = Callable[[cst.CSTNode], Span]


@dataclass(frozen=True, slots=True)
class Found:
    """A node, and the nodes around it from the module inwards."""

    node: cst.BaseExpression
    path: tuple[cst.CSTNode, ...]

    @property
    def parent(self) -> cst.CSTNode:
        """The node that holds this one."""
        return self.path[-1]


class _SpanFinder(cst.CSTVisitor):
    """Walks only into those nodes that can hold one of the spans."""

    def __init__(self, span_of: SpanOf, spans: Iterable[Span]) -> None:
        super().__init__()
        self._span_of = span_of
        self._wanted = frozenset(spans)
        self._starts = sorted({span.start for span in self._wanted})
        self._path: list[cst.CSTNode] = []
        self.found: dict[Span, Found] = {}

    def on_visit(self, node: cst.CSTNode) -> bool:
        # A parameter's own position is that of its name, without its default.
        inside = isinstance(node, (cst.Module, cst.Param)) or self._holds_wanted(node)
        if inside and isinstance(node, cst.BaseExpression):
            self._offer(node)
        self._path.append(node)
        return inside

    def on_leave(self, original_node: cst.CSTNode) -> None:
        self._path.pop()

    def _holds_wanted(self, node: cst.CSTNode) -> bool:
        span = self._span_of(node)
        start = span.start
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)) and node.decorators:
            start = self._span_of(node.decorators[0]).start
        elif isinstance(node, cst.IndentedBlock):
            start = self._span_of(node.header).start
        elif isinstance(node, cst.BaseExpression) and node.lpar:
            start = self._span_of(node.lpar[0]).start
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] < span.end

    def _offer(self, node: cst.BaseExpression) -> None:
        raise NotImplementedError

    def _keep(self, span: Span, node: cst.BaseExpression) -> None:
        if span in self._wanted and span not in self.found:
            self.found[span] = Found(node, tuple(self._path))


class CallFinder(_SpanFinder):
    """Finds the calls that stand exactly at the given spans."""

    def _offer(self, node: cst.BaseExpression) -> None:
        if isinstance(node, cst.Call):
            self._keep(self._span_of(node), node)


class ExpressionFinder(_SpanFinder):
    """Finds the expressions that stand exactly at the given spans, with or without their own parentheses."""

    def _offer(self, node: cst.BaseExpression) -> None:
        self._keep(self._span_of(node), node)
        if node.lpar:
            self._keep(Span(self._span_of(node.lpar[0]).start, self._span_of(node.rpar[-1]).end), node)


class AroundFinder(_SpanFinder):
    """Finds the innermost nodes around the start of one span, whatever stands there."""

    def __init__(self, span_of: SpanOf, span: Span) -> None:
        super().__init__(span_of, [span])
        self.path: tuple[cst.CSTNode, ...] = ()

    def on_visit(self, node: cst.CSTNode) -> bool:
        inside = super().on_visit(node)
        if inside and len(self._path) > len(self.path):
            self.path = tuple(self._path)
        return inside

    def _offer(self, node: cst.BaseExpression) -> None:
        return


class _CommentFinder(cst.CSTVisitor):
    def __init__(self) -> None:
        super().__init__()
        self.comments: list[cst.Comment] = []

    def visit_Comment(self, node: cst.Comment) -> None:
        self.comments.append(node)


def comments_in(node: cst.CSTNode) -> list[cst.Comment]:
    """Every comment inside this node."""
    finder = _CommentFinder()
    node.visit(finder)
    return finder.comments


def statement_of(path: tuple[cst.CSTNode, ...]) -> cst.CSTNode | None:
    """The innermost statement, decorator or compound header on this path."""
    for node in reversed(path):
        if isinstance(node, (cst.SimpleStatementLine, cst.Decorator, cst.BaseCompoundStatement)):
            return node
        if isinstance(node, (cst.ExceptHandler, cst.ExceptStarHandler, cst.MatchCase)):
            return node
    return None


def header_end(node: cst.CSTNode, span_of: SpanOf) -> int:
    """Where the header of this statement ends: for a simple one its end, for a compound one its colon's line."""
    body = getattr(node, "body", None)
    return span_of(body.header).start if isinstance(body, cst.IndentedBlock) else span_of(node).end

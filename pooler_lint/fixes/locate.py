"""LibCST nodes, found by the span that they have in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import libcst as cst

from pooler_lint.fixes.spans import Span
from pooler_lint.records import dataclass

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


class Children(NamedTuple):
    """The nodes inside of one, with the places where they start and end; `sorted`: one behind the other."""

    nodes: tuple[cst.CSTNode, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sorted: bool


class Finder:
    """Finds nodes by their places. It walks into those that hold a place, and remembers what is in them.

    So each of many questions about one file takes time for its own place only.
    """

    def __init__(self, module: cst.Module, span_of: SpanOf) -> None:
        self._module = module
        self._span_of = span_of
        self._children: dict[cst.CSTNode, Children] = {}

    def expressions(self, spans: Iterable[Span]) -> dict[Span, Found]:
        """Return the expressions that stand exactly at the given spans, with or without their own parentheses."""
        wanted = frozenset(spans)
        found: dict[Span, Found] = {}
        for node, path in self._walk(wanted):
            if isinstance(node, cst.BaseExpression):
                for span in self._spans(node):
                    if span in wanted and span not in found:
                        found[span] = Found(node, tuple(path))
        return found

    def calls(self, spans: Iterable[Span]) -> frozenset[Span]:
        """Return those of the spans at which exactly a call stands."""
        wanted = frozenset(spans)
        calls = (self._span_of(node) for node, _ in self._walk(wanted) if isinstance(node, cst.Call))
        return wanted.intersection(calls)

    def around(self, span: Span) -> tuple[cst.CSTNode, ...]:
        """Return the nodes around the start of the span, from the module inwards, whatever stands there."""
        longest: tuple[cst.CSTNode, ...] = ()
        for node, path in self._walk([span]):
            if len(path) >= len(longest):
                longest = (*path, node)
        return longest

    def _spans(self, node: cst.BaseExpression) -> Iterator[Span]:
        yield self._span_of(node)
        if node.lpar:
            yield Span(self._span_of(node.lpar[0]).start, self._span_of(node.rpar[-1]).end)

    def _walk(self, spans: Iterable[Span]) -> Iterator[tuple[cst.CSTNode, list[cst.CSTNode]]]:
        """Yield each node that holds the start of a span, and the nodes around it, outer nodes first."""
        path: list[cst.CSTNode] = []
        stack: list[tuple[cst.CSTNode | None, Sequence[int]]] = [(self._module, sorted({span.start for span in spans}))]
        while stack:
            node, starts = stack.pop()
            if node is None:
                path.pop()
                continue
            yield node, path
            path.append(node)
            stack.append((None, ()))
            stack.extend(reversed(list(self._holding(self._children_of(node), starts))))

    @staticmethod
    def _holding(children: Children, wanted: Sequence[int]) -> Iterator[tuple[cst.CSTNode, Sequence[int]]]:
        """Yield the children that hold one of the wanted places, with the places that each of them holds."""
        first, last = 0, len(children.nodes)
        if children.sorted and wanted:
            first, last = bisect_right(children.ends, wanted[0]), bisect_right(children.starts, wanted[-1])
        for index in range(first, last):
            low = bisect_left(wanted, children.starts[index])
            high = bisect_left(wanted, children.ends[index])
            if low < high:
                yield children.nodes[index], wanted[low:high]

    def _children_of(self, node: cst.CSTNode) -> Children:
        if node not in self._children:
            # What stands around statements are blank lines and comments, of which there may be thousands.
            inside: Sequence[cst.CSTNode]
            if isinstance(node, cst.SimpleStatementLine):
                inside = (*node.body, node.trailing_whitespace)
            else:
                inside = node.body if isinstance(node, (cst.Module, cst.IndentedBlock)) else node.children
            places = [self._place(child) for child in inside]
            starts, ends = tuple(start for start, _ in places), tuple(end for _, end in places)
            in_order = all(left <= right for each in (starts, ends) for left, right in pairwise(each))
            self._children[node] = Children(tuple(inside), starts, ends, in_order)
        return self._children[node]

    def _place(self, node: cst.CSTNode) -> tuple[int, int]:
        """Return the first and the last place that the node may hold."""
        span = self._span_of(node)
        if isinstance(node, cst.Param):  # its own position is that of its name, without its default
            inside = [self._place(child) for child in node.children]
            return min(start for start, _ in inside), max(end for _, end in inside)
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)) and node.decorators:
            return self._span_of(node.decorators[0]).start, span.end
        if isinstance(node, cst.IndentedBlock):
            return self._span_of(node.header).start, span.end
        if isinstance(node, cst.BaseExpression) and node.lpar:
            return self._span_of(node.lpar[0]).start, span.end
        return span.start, span.end


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

"""Takes one key out of the query of a URL that is written in string literals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Union

import libcst as cst

from pooler_lint.fixes.operations import CutText, Replace, Unsafe
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.spans import Span
from pooler_lint.records import dataclass

Literal = Union[cst.SimpleString, cst.FormattedString]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Plain text of a literal: its span without quotes, and whether the URL may go on behind it."""

    literal: Literal
    span: Span
    goes_on: bool


class _Strings(cst.CSTVisitor):
    """Collects the string literals in a node, and whether each of them is the last part of what is joined there."""

    def __init__(self) -> None:
        super().__init__()
        self.literals: list[Literal] = []
        self.goes_on: set[cst.CSTNode] = set()
        self.names: set[str] = set()

    def visit_Name(self, node: cst.Name) -> None:
        self.names.add(node.value)

    def visit_ConcatenatedString(self, node: cst.ConcatenatedString) -> None:
        self.goes_on.update(_ends(node.left))

    def visit_BinaryOperation(self, node: cst.BinaryOperation) -> None:
        if isinstance(node.operator, cst.Add):
            self.goes_on.update(_ends(node.left))

    def visit_SimpleString(self, node: cst.SimpleString) -> None:
        self.literals.append(node)

    def visit_FormattedString(self, node: cst.FormattedString) -> None:
        self.literals.append(node)


class _Assignments(cst.CSTVisitor):
    """Collects what is assigned to names, in the order of the text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, cst.BaseExpression]] = []

    def visit_Assign(self, node: cst.Assign) -> None:
        for target in node.targets:
            self._add(target.target, node.value)

    def visit_AnnAssign(self, node: cst.AnnAssign) -> None:
        if node.value is not None:
            self._add(node.target, node.value)

    def visit_AugAssign(self, node: cst.AugAssign) -> None:
        self._add(node.target, node.value)

    def _add(self, target: cst.BaseExpression, value: cst.BaseExpression) -> None:
        if isinstance(target, cst.Name):
            self.found.append((target.value, value))


def query_cut(source: Source, call: cst.Call, key: str, written: cst.BaseExpression | None) -> CutText | Replace:
    """The removal of `key=value` from the one literal that has it; `written` is where it is known to stand.

    Raises `Unsafe` if it stands nowhere in the file, or in more than one place.
    """
    for places in _searched(source, call, written):
        matches = [(piece, match) for piece in _pieces(source, places) for match in _uses(source, piece, key)]
        if len(matches) > 1:
            raise Unsafe(f"{key} stands in the URL more than once")
        if matches:
            piece, match = matches[0]
            cut = _cut(source, piece, match)
            return _without_operand(source, piece, cut) or CutText(source.span(piece.literal), cut)
    raise Unsafe(f"{key} is not found in the text of the URL")


def _without_operand(source: Source, piece: _Piece, cut: Span) -> Replace | None:
    """`url` in place of `url + "?key=value"` where nothing else stands in the literal."""
    if cut != piece.span or not isinstance(piece.literal, cst.SimpleString):
        return None
    span = source.span(piece.literal)
    found = source.expressions([span]).get(span)
    parent = found.parent if found is not None else None
    if not (isinstance(parent, cst.BinaryOperation) and isinstance(parent.operator, cst.Add)):
        return None
    if parent.right is not piece.literal or parent.lpar:
        return None
    return Replace(source.span(parent), cst.Module([]).code_for_node(parent.left))


def _searched(source: Source, call: cst.Call, written: cst.BaseExpression | None) -> Iterator[list[cst.BaseExpression]]:
    if written is not None:
        yield [written]
    arguments = [arg.value for arg in call.args]
    yield [*arguments, *assigned_values(source, _strings_in(arguments).names)]


def assigned_values(source: Source, names: Iterable[str]) -> list[cst.BaseExpression]:
    """Return all that is assigned to these names, anywhere in the file."""
    wanted = frozenset(names)
    return list(dict.fromkeys(value for name, value in _assigned(source.module) if name in wanted))


@lru_cache(maxsize=2)  # each fix of a file asks
def _assigned(module: cst.Module) -> tuple[tuple[str, cst.BaseExpression], ...]:
    assignments = _Assignments()
    module.visit(assignments)
    return tuple(assignments.found)


def _strings_in(nodes: Iterable[cst.CSTNode]) -> _Strings:
    strings = _Strings()
    for node in nodes:
        node.visit(strings)
    return strings


def _ends(node: cst.BaseExpression) -> set[cst.CSTNode]:
    """The literals that end this part of a concatenation, all of which something follows."""
    if isinstance(node, cst.ConcatenatedString):
        return _ends(node.right)  # its left one has been met by itself
    if isinstance(node, cst.BinaryOperation):
        return _ends(node.left) | _ends(node.right)
    return {node}


def _pieces(source: Source, places: Iterable[cst.CSTNode]) -> list[_Piece]:
    strings = _strings_in(places)
    pieces: list[_Piece] = []
    for literal in dict.fromkeys(strings.literals):
        goes_on = literal in strings.goes_on
        if isinstance(literal, cst.SimpleString):
            span = source.span(literal)
            quote = len(literal.quote)
            start = span.start + len(literal.prefix) + quote
            pieces.append(_Piece(literal, Span(start, span.end - quote), goes_on))
            continue
        for place, part in enumerate(literal.parts):
            if isinstance(part, cst.FormattedStringText):
                followed = place < len(literal.parts) - 1
                pieces.append(_Piece(literal, source.span(part), goes_on or followed))
    return pieces


def _uses(source: Source, piece: _Piece, key: str) -> list[re.Match[str]]:
    pattern = re.compile(rf"(?P<before>[?&]){re.escape(key)}=(?P<value>(?:%[0-9A-Fa-f]{{2}}|[^&#\s\"'{{}}%\\])*)")
    return list(pattern.finditer(source.text, piece.span.start, piece.span.end))


def _cut(source: Source, piece: _Piece, match: re.Match[str]) -> Span:
    following = "" if match.end() == piece.span.end else source.text[match.end()]
    if following == "&":
        return Span(match.start() + 1, match.end() + 1)
    if following not in ("", "#"):
        raise Unsafe("the value in the URL is not plain text")
    if not following and piece.goes_on and (match["before"] == "?" or match["value"] == ""):
        raise Unsafe("the URL goes on in another part of the expression")
    return Span(match.start(), match.end())

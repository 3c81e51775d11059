"""What literals make together: sums, `%`, `.format` and `.join` of one expression, as one row of pieces."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pooler_lint.dsn.bindings import Bindings
from pooler_lint.dsn.literals import Part

_PERCENT = re.compile(r"%(?:\((\w+)\))?[-#0 +]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[a-zA-Z]")
_BRACES = re.compile(r"\{([\w]*)[^{}]*\}")
_UNCHANGED = frozenset(
    {"strip", "lstrip", "rstrip", "encode", "decode", "lower", "upper", "expandtabs", "removesuffix"}
)
HOLE = "{}"
"""Stands for what an expression puts into a text."""


class Piece(NamedTuple):
    """A part of a literal, or an expression that puts something into the text."""

    text: str
    part: Part | None = None
    expression: ast.expr | None = None


class Texts:
    """Takes the texts of a source apart; each expression is taken apart once, as a part of the largest one."""

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings
        self._taken: set[int] = set()

    def pieces(self, node: ast.expr) -> list[Piece]:
        """Return the pieces of a text; none if it is no text, or a part of one that was taken apart before."""
        if id(node) in self._taken or not _is_text(node):
            return []
        return list(self._pieces(node))

    def _pieces(self, node: ast.expr) -> Iterator[Piece]:
        if not _is_text(node):
            yield Piece(HOLE, expression=node)
            return
        self._taken.add(id(node))
        if isinstance(node, (ast.Constant, ast.JoinedStr)):
            for part in self._bindings.parts(node):
                if part.hole is None:
                    yield Piece(part.text, part)
                else:
                    yield from self._pieces(part.hole)
        elif isinstance(node, ast.BinOp):
            if isinstance(node.op, ast.Add):
                yield from self._pieces(node.left)
                yield from self._pieces(node.right)
            else:
                yield from self._filled(self._pieces(node.left), _PERCENT, _values_of_percent(node.right))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from self._called(node, node.func)

    def _called(self, node: ast.Call, function: ast.Attribute) -> Iterator[Piece]:
        receiver = list(self._pieces(function.value))
        if function.attr == "join":
            items = node.args[0].elts if isinstance(node.args[0], (ast.List, ast.Tuple)) else []
            for index, item in enumerate(items):
                yield from receiver if index else ()
                yield from self._pieces(item)
        elif function.attr in ("format", "format_map"):
            yield from self._filled(iter(receiver), _BRACES, _values_of_format(node))
        else:
            yield from receiver

    def _filled(
        self, pieces: Iterator[Piece], hole: re.Pattern[str], value_of: Callable[[str, int], ast.expr | None]
    ) -> Iterator[Piece]:
        number = 0
        for piece in pieces:
            if piece.part is None:
                yield piece
                continue
            start = 0
            for match in hole.finditer(piece.text):
                value = value_of(match[1] or "", number)
                number += 1
                if value is None:
                    continue
                yield _cut(piece.text, piece.part, start, match.start())
                yield from self._pieces(value)
                start = match.end()
            yield _cut(piece.text, piece.part, start, len(piece.text))


def _cut(text: str, part: Part, start: int, end: int) -> Piece:
    after = part.offsets[end] if end < len(part.offsets) else part.end
    return Piece(text[start:end], part._replace(text=text[start:end], offsets=part.offsets[start:end], end=after))


def _values_of_percent(right: ast.expr) -> Callable[[str, int], ast.expr | None]:
    values = right.elts if isinstance(right, ast.Tuple) else [right]
    named = _named(right)

    def value_of(name: str, number: int) -> ast.expr | None:
        if name:
            return named.get(name)
        return values[number] if number < len(values) else None

    return value_of


def _values_of_format(call: ast.Call) -> Callable[[str, int], ast.expr | None]:
    named = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    for argument in (*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg is None)):
        named.update(_named(argument))

    def value_of(name: str, number: int) -> ast.expr | None:
        if name and not name.isdecimal():
            return named.get(name)
        index = int(name) if name else number
        return call.args[index] if index < len(call.args) else None

    return value_of


def _named(node: ast.expr) -> dict[str, ast.expr]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict":
        return {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
    if not isinstance(node, ast.Dict):
        return {}
    pairs = zip(node.keys, node.values, strict=True)
    return {key.value: value for key, value in pairs if isinstance(key, ast.Constant) and isinstance(key.value, str)}


def _is_text(node: ast.expr) -> bool:
    """True if literals make this expression, at least in part."""
    while True:
        if isinstance(node, ast.Constant):
            return isinstance(node.value, (str, bytes))
        if isinstance(node, ast.JoinedStr):
            return True
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            if _is_text(node.right):
                return True
            node = node.left
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            node = node.left
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            method = node.func.attr
            if method == "join" and len(node.args) == 1:
                return isinstance(node.func.value, (ast.Constant, ast.JoinedStr))
            if method not in ("format", "format_map") and method not in _UNCHANGED:
                return False
            node = node.func.value
        else:
            return False

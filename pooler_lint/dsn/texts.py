"""What literals make together: sums, `%`, `.format` and `.join` of one expression, as one row of pieces."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
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
        self._known: dict[int, bool] = {}

    def pieces(self, node: ast.expr) -> list[Piece]:
        """Return the pieces of a text; none if it is no text, or a part of one that was taken apart before."""
        if id(node) in self._taken or not self._is_text(node):
            return []
        return self._within(node)

    def _is_text(self, node: ast.expr) -> bool:
        """True if literals make this expression, at least in part."""
        passed = []
        inner: ast.expr | None = node
        result = False
        while inner is not None:
            if id(inner) in self._known:
                result = self._known[id(inner)]
                break
            passed.append(inner)
            is_sum = isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Add)
            if isinstance(inner, ast.JoinedStr) or (
                isinstance(inner, ast.Constant) and isinstance(inner.value, (str, bytes))
            ):
                result = True
                break
            if is_sum and self._is_text(inner.right):  # type: ignore[attr-defined]
                result = True
                break
            inner = _outermost(inner)
        self._known.update((id(one), result) for one in passed)
        return result

    def _add(self, node: ast.expr, found: list[Piece]) -> None:
        """Add the pieces of an expression: a generator would pass each piece through every level of a long sum."""
        if not self._is_text(node):
            found.append(Piece(HOLE, expression=node))
            return
        self._taken.add(id(node))
        if isinstance(node, (ast.Constant, ast.JoinedStr)):
            for part in self._bindings.parts(node):
                if part.hole is None:
                    found.append(Piece(part.text, part))
                else:
                    self._add(part.hole, found)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            self._add(node.left, found)
            self._add(node.right, found)
        elif isinstance(node, ast.BinOp):
            self._add_filled(self._within(node.left), _PERCENT, _values_of_percent(node.right), found)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            self._add_call(node, node.func, found)

    def _within(self, node: ast.expr) -> list[Piece]:
        found: list[Piece] = []
        self._add(node, found)
        return found

    def _add_call(self, node: ast.Call, function: ast.Attribute, found: list[Piece]) -> None:
        receiver = self._within(function.value)
        if function.attr == "join":
            items = node.args[0].elts if isinstance(node.args[0], (ast.List, ast.Tuple)) else []
            for index, item in enumerate(items):
                found += receiver if index else ()
                self._add(item, found)
        elif function.attr in ("format", "format_map"):
            self._add_filled(receiver, _BRACES, _values_of_format(node), found)
        else:
            found += receiver

    def _add_filled(
        self,
        pieces: list[Piece],
        hole: re.Pattern[str],
        value_of: Callable[[str, int], ast.expr | None],
        found: list[Piece],
    ) -> None:
        number = 0
        for piece in pieces:
            if piece.part is None:
                found.append(piece)
                continue
            start = 0
            for match in hole.finditer(piece.text):
                value = value_of(match[1] or "", number)
                number += 1
                if value is None:
                    continue
                found.append(_cut(piece.text, piece.part, start, match.start()))
                self._add(value, found)
                start = match.end()
            found.append(_cut(piece.text, piece.part, start, len(piece.text)))


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


def _outermost(node: ast.expr) -> ast.expr | None:
    """Return the operand that decides whether an operation makes a text, None if no literal can decide that."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
        return node.left
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        method = node.func.attr
        if method == "join":
            literal = len(node.args) == 1 and isinstance(node.func.value, (ast.Constant, ast.JoinedStr))
            return node.func.value if literal else None
        return node.func.value if method in ("format", "format_map") or method in _UNCHANGED else None
    return None

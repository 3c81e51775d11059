"""What literals make together: sums, `%`, `.format` and `.join` of one expression, as one row of pieces."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pooler_lint.dsn.bindings import Bindings, last_name
from pooler_lint.dsn.literals import Part

_PERCENT = re.compile(r"%(?:\((\w+)\))?[-#0 +]*(?:\*|[1-9]\d*)?(?:\.(?:\*|\d+))?[a-zA-Z]")
_BRACES = re.compile(r"\{(\w*)(?:[^\w{}][^{}]*)?\}")
_DOLLAR = re.compile(r"\$(?=\w|\{\w)\{?(\w+)\}?")
_UNCHANGED = frozenset(
    {"strip", "lstrip", "rstrip", "encode", "decode", "lower", "upper", "expandtabs", "removesuffix"}
)
_SUBSTITUTES = frozenset({"substitute", "safe_substitute"})
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

    def added(self, node: ast.expr) -> list[Piece]:
        """Return the pieces of what is added to a text, whether or not it was taken apart before."""
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
            outer, inner = inner, _outermost(inner)
            if isinstance(inner, (ast.Name, ast.Attribute)):
                result = _is_filled(outer) and bool(self._templates(inner))
                break
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
            self._add_filled(self._receiver(node.left), _PERCENT, _values_of_percent(node.right), found)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            self._add_call(node, node.func, found)

    def _receiver(self, node: ast.expr) -> list[Piece]:
        """Return the pieces of a text that is filled in, also where a name holds it or `Template` wraps it."""
        if isinstance(node, (ast.Name, ast.Attribute)):
            return [Piece(part.text, part) for one in self._templates(node) for part in self._bindings.parts(one)]
        return self._within(_unwrapped(node))

    def _templates(self, node: ast.expr) -> list[ast.Constant]:
        """Return the literals that a name holds."""
        held = [_unwrapped(one) for one in self._bindings.held(node) if isinstance(one, ast.expr)]
        return [one for one in held if isinstance(one, ast.Constant) and isinstance(one.value, (str, bytes))]

    def _within(self, node: ast.expr) -> list[Piece]:
        found: list[Piece] = []
        self._add(node, found)
        return found

    def _add_call(self, node: ast.Call, function: ast.Attribute, found: list[Piece]) -> None:
        receiver = self._receiver(function.value)
        if function.attr == "join":
            items = node.args[0].elts if isinstance(node.args[0], (ast.List, ast.Tuple)) else []
            for index, item in enumerate(items):
                found += receiver if index else ()
                self._add(item, found)
        elif function.attr in ("format", "format_map"):
            self._add_filled(receiver, _BRACES, _values_of_format(node), found)
        elif function.attr in _SUBSTITUTES:
            self._add_filled(receiver, _DOLLAR, _values_of_format(node), found)
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
    values = right.elts if isinstance(right, ast.Tuple) else None
    named = _named(right)
    starred = _first_starred(values or ())

    def value_of(name: str, number: int) -> ast.expr | None:
        if values is None:
            return named.get(name, None if named else right)
        index = min(number, starred)
        return values[index] if index < len(values) and not name else None

    return value_of


def _values_of_format(call: ast.Call) -> Callable[[str, int], ast.expr | None]:
    named = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    unpacked = [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg is None)]
    for argument in unpacked:
        named.update(_named(argument))
    others = next((one for one in reversed(unpacked) if not _named(one)), None)
    starred = _first_starred(call.args)

    def value_of(name: str, number: int) -> ast.expr | None:
        if name and not name.isdecimal():
            return named.get(name, others)
        index = min(int(name) if len(name) < 5 and name else number, starred)
        return call.args[index] if index < len(call.args) else None

    return value_of


def _is_filled(node: ast.expr) -> bool:
    """True for `text % values`, `text.format(...)` and `template.substitute(...)`."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Mod)
    return isinstance(node, ast.Call) and last_name(node.func) in ("format", "format_map", *_SUBSTITUTES)


def _first_starred(values: Sequence[ast.expr]) -> int:
    """Return the index from which on it is not known which value is where."""
    return next((index for index, one in enumerate(values) if isinstance(one, ast.Starred)), len(values))


def _unwrapped(node: ast.expr) -> ast.expr:
    """Return the text that a `string.Template` is made of."""
    wraps = isinstance(node, ast.Call) and last_name(node.func) == "Template" and len(node.args) == 1
    return node.args[0] if wraps else node  # type: ignore[attr-defined]


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
        if method in _SUBSTITUTES:
            return _unwrapped(node.func.value)
        return node.func.value if method in ("format", "format_map") or method in _UNCHANGED else None
    return None

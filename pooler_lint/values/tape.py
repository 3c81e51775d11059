"""Texts with holes as plain strings, so that slicing, regular expressions and parsers work on them.

Each hole stands as one private-use character that the literal pieces do not contain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pooler_lint.records import dataclass
from pooler_lint.values import Evidence, Known, Text, Value
from pooler_lint.values.texts import parts_of

_PLACEHOLDERS = range(0x100000, 0x10FFFE)
"""The last private-use plane of Unicode: no real text holds these."""


@dataclass(frozen=True, slots=True)
class Tape:
    """`text` with one placeholder character for each hole of `holes`."""

    text: str
    holes: dict[str, Value]

    def has_hole(self, piece: str) -> bool:
        """True when this piece of the tape holds a hole."""
        return any(character in self.holes for character in piece)

    def ends_in_hole(self, piece: str) -> bool:
        """True when the last character of this piece is a hole."""
        return bool(piece) and piece[-1] in self.holes

    def value(self, piece: str, decode: Callable[[str], str] | None = None, trail: tuple[Evidence, ...] = ()) -> Value:
        """The value of a piece: `Known`, `Text`, or the hole itself; `decode` is applied to the literal parts."""
        parts: list[str | Value] = []
        literal = ""
        for character in piece:
            hole = self.holes.get(character)
            if hole is None:
                literal += character
                continue
            if literal:
                parts.append(decode(literal) if decode else literal)
            literal = ""
            parts.append(hole)
        if literal or not parts:
            parts.append(decode(literal) if decode else literal)
        if len(parts) > 1:
            return Text(tuple(parts), trail=trail)
        only = parts[0]
        return Known(only, trail=trail) if isinstance(only, str) else only


def tape_of(value: Known | Text) -> Tape:
    """The tape of a known string or of a text with holes; a known value that is no string gives an empty tape."""
    if isinstance(value, Known) and not isinstance(value.value, str):
        return Tape("", {})
    return tape_of_all([value])[0]


def tape_of_all(values: Sequence[Value]) -> tuple[Tape, list[str]]:
    """Return one tape of several texts, and the piece of it that each of them is."""
    pieces = [parts_of(value) for value in values]
    used = {
        character
        for parts in pieces
        for part in parts
        if isinstance(part, str) and not part.isascii()
        for character in part
        if ord(character) >= _PLACEHOLDERS.start
    }
    free = (chr(point) for point in _PLACEHOLDERS if chr(point) not in used)
    holes: dict[str, Value] = {}
    texts = []
    for parts in pieces:
        text = ""
        for part in parts:
            if isinstance(part, str):
                text += part
                continue
            placeholder = next(free)
            holes[placeholder] = part
            text += placeholder
        texts.append(text)
    return Tape("".join(texts), holes), texts

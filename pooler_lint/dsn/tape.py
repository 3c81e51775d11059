"""A string with holes as one plain string, so that slicing and regular expressions work on it.

Each hole stands as one private-use character that the literal pieces do not contain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pooler_lint.values import Known, Text, Value

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

    def value(self, piece: str, decode: Callable[[str], str] | None = None) -> Value:
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
            return Text(tuple(parts))
        only = parts[0]
        return Known(only) if isinstance(only, str) else only


def tape_of(value: Known | Text) -> Tape:
    """The tape of a known string or of a text with holes; a known value that is no string gives an empty tape."""
    if isinstance(value, Known):
        return Tape(value.value if isinstance(value.value, str) else "", {})
    literals = "".join(part for part in value.parts if isinstance(part, str))
    used = {character for character in literals if ord(character) >= _PLACEHOLDERS.start}
    free = (chr(point) for point in _PLACEHOLDERS if chr(point) not in used)
    holes: dict[str, Value] = {}
    text = ""
    for part in value.parts:
        if isinstance(part, str):
            text += part
            continue
        placeholder = next(free)
        holes[placeholder] = part
        text += placeholder
    return Tape(text, holes)

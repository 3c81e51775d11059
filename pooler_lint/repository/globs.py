"""The parts of a path pattern between its slashes, compared with a name without backtracking.

What stands between two stars has a fixed length, so that its first occurrence is the best one.
"""

from __future__ import annotations

from pooler_lint.light import TYPE_CHECKING, re

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPECIAL = frozenset("*?[\\")

_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": r"\ \t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": r"\x21-\x7e",
    "lower": "a-z",
    "print": r"\x20-\x7e",
    "punct": r"\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e",
    "space": r"\ \t\n\r\f\v",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}


class Unmatchable(ValueError):
    """The pattern is malformed; git lets such a pattern match nothing."""


class _Piece:
    """What stands between two stars of a segment: a text, or characters of which some may vary."""

    __slots__ = ("_regex", "_source", "length", "text")

    def __init__(self, characters: Sequence[str], varying: frozenset[int] = frozenset()) -> None:
        """The characters at the places `varying` are regular expressions, each for one character."""
        self.length = len(characters)
        self.text = None if varying else "".join(characters)
        self._source = characters, varying
        self._regex: re.Pattern[str] | None = None

    def find(self, name: str, start: int, end: int) -> int:
        """Return the first place in `name[start:end]` where the piece stands, -1 if there is none."""
        if self.text is not None:
            return name.find(self.text, start, end)
        found = self._compiled().search(name, start, end)
        return -1 if found is None else found.start()

    def stands_at(self, name: str, start: int) -> bool:
        """True if the piece stands at this place."""
        if self.text is not None:
            return name.startswith(self.text, start)
        return self._compiled().match(name, start) is not None

    def _compiled(self) -> re.Pattern[str]:
        if self._regex is None:
            characters, varying = self._source
            parts = (text if place in varying else re.escape(text) for place, text in enumerate(characters))
            self._regex = re.compile("".join(parts), re.DOTALL)
        return self._regex


class Segment:
    """The part of a pattern between two slashes, as the pieces between its stars."""

    __slots__ = ("_head", "_middle", "_shortest", "_stars", "_tail")

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self._head, self._middle, self._tail = pieces[0], tuple(pieces[1:-1]), pieces[-1]
        self._stars = len(pieces) > 1
        self._shortest = sum(piece.length for piece in pieces)

    @property
    def literal(self) -> str | None:
        """The only name that the segment matches; None if it has wildcards."""
        return None if self._stars else self._head.text

    @property
    def ends(self) -> tuple[str, str]:
        """The texts that each matched name begins and ends with, as far as they are plain."""
        return self._head.text or "", self._tail.text or ""

    def matches(self, name: str) -> bool:
        """True if the segment matches the whole of this name of a file or folder."""
        length = len(name)
        if length < self._shortest or (length > self._shortest and not self._stars):
            return False
        end = length - self._tail.length
        if not (self._tail.stands_at(name, end) and self._head.stands_at(name, 0)):
            return False
        start = self._head.length
        for piece in self._middle:
            start = piece.find(name, start, end)
            if start < 0:
                return False
            start += piece.length
        return True


def segments_of(glob: str) -> list[Segment | None]:
    """Return what stands between the slashes; None is `**`."""
    if _SPECIAL.isdisjoint(glob):
        names = glob.split("/")
        if "" in names:
            raise Unmatchable  # no name in a path is empty
        return [Segment((_Piece(name),)) for name in names]
    segments: list[Segment | None] = []
    pieces: list[list[str]] = [[]]
    varying: list[set[int]] = [set()]
    position, first = 0, 0
    while position <= len(glob):
        character = glob[position : position + 1]
        if character == "*":
            start = position
            while glob[position : position + 1] == "*":
                position += 1
            if start == first and position - start > 1 and glob[position : position + 1] in ("", "/"):
                segments.append(None)
                position += 1
                if position > len(glob):
                    return segments
                first, pieces, varying = position, [[]], [set()]
            else:
                pieces.append([])
                varying.append(set())
        elif character in ("?", "["):
            regex, position = (".", position + 1) if character == "?" else _bracket(glob, position)
            varying[-1].add(len(pieces[-1]))
            pieces[-1].append(regex)
        else:
            character, position = _literal(glob, position) if character else ("/", position + 1)
            if character != "/":
                pieces[-1].append(character)
                continue
            if pieces == [[]]:
                raise Unmatchable
            segments.append(Segment([_Piece(*piece) for piece in zip(pieces, map(frozenset, varying), strict=True)]))
            first, pieces, varying = position, [[]], [set()]
    return segments


def _bracket(glob: str, start: int) -> tuple[str, int]:
    position = start + 1
    negated = glob[position : position + 1] in ("!", "^")
    if negated:
        position += 1
    items: list[str] = []
    previous = ""
    first = True
    while first or glob[position : position + 1] != "]":
        first = False
        character = glob[position : position + 1]
        if not character:
            raise Unmatchable
        if character == "-" and previous and glob[position + 1 : position + 2] not in ("", "]"):
            last, position = _literal(glob, position + 1)
            if previous <= last:
                items.append(f"{re.escape(previous)}-{re.escape(last)}")
            previous = ""
        elif named := re.compile(r"\[:([^\]]*):\]").match(glob, position):
            if named[1] not in _CLASSES:
                raise Unmatchable
            items.append(_CLASSES[named[1]])
            position, previous = named.end(), ""
        else:
            previous, position = _literal(glob, position)
            items.append(re.escape(previous))
    inside = "".join(items)
    if not inside:
        return ("." if negated else "(?!)"), position + 1
    return f"[{'^' if negated else ''}{inside}]", position + 1


def _literal(glob: str, position: int) -> tuple[str, int]:
    if glob[position] != "\\":
        return glob[position], position + 1
    if position + 1 == len(glob):
        raise Unmatchable
    return glob[position + 1], position + 2

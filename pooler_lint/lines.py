"""Positions in a text: the one unit inside is the code-point offset; every other unit is converted here."""

from __future__ import annotations

import re
from bisect import bisect_right

from pooler_lint.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Protocol

    class Located(Protocol):
        """A node of a syntax tree, with lines from 1 and columns in UTF-8 bytes."""

        @property
        def lineno(self) -> int: ...

        @property
        def col_offset(self) -> int: ...

        @property
        def end_lineno(self) -> int | None: ...

        @property
        def end_col_offset(self) -> int | None: ...


# Not str.splitlines: it also splits on form feeds and U+2028, which Python's own lines don't.
_LINE_END = re.compile(r"\r\n|\r|\n")


class Place(NamedTuple):
    """A stretch of a file: its absolute path, and code-point offsets into its decoded text, `end` exclusive."""

    file: str
    start: int
    end: int

    def holds(self, other: Place) -> bool:
        """True if the other one is all of this one, or a part of it."""
        return self.file == other.file and self.start <= other.start and other.end <= self.end


def in_file(place: Place | None, file: str) -> Place | None:
    """Return the place if it is in this file, else None."""
    return place if place is not None and place.file == file else None


class LineIndex:
    """The lines of one decoded text."""

    __slots__ = ("_ascii", "_known", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: list[int] | None = None
        self._ascii = text.isascii()

    @property
    def _starts(self) -> list[int]:
        """The offsets at which the lines begin, found when first asked for."""
        if self._known is None:
            self._known = [0, *[match.end() for match in _LINE_END.finditer(self.text)]]
        return self._known

    def offset(self, line: int, column: int) -> int:
        """The offset of a line (from 1) and a column (from 0, code points)."""
        return self._starts[line - 1] + column

    def offset_of_bytes(self, line: int, byte_column: int) -> int:
        """The offset of a line (from 1) and a column (from 0) counted in UTF-8 bytes, as `ast` counts them."""
        start = self._starts[line - 1]
        if self._ascii:
            return start + byte_column
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        prefix = self.text[start:end].encode("utf-8", "surrogatepass")[:byte_column]
        return start + len(prefix.decode("utf-8", "surrogatepass"))

    def offsets_of(self, node: Located) -> tuple[int, int]:
        """Return where a node of a syntax tree begins and ends."""
        start = self.offset_of_bytes(node.lineno, node.col_offset)
        return start, self.offset_of_bytes(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, both from 1, the column in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of a line (from 1) without its line end."""
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return self.text[self._starts[line - 1] : end].rstrip("\r\n")

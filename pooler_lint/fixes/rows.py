"""The physical lines of a logical line, and which brackets and tokens stand on them."""

from __future__ import annotations

import re
from functools import lru_cache

from pooler_lint.fixes.tokens import Token, partners, tokens_of
from pooler_lint.records import dataclass

_ROW = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


class Unsplittable(Exception):
    """There is no place at which this row may be split."""


@dataclass(frozen=True, slots=True)
class Row:
    """One physical line: where its text stands, the text without its line break, and its tokens' places."""

    start: int
    text: str
    first: int
    last: int
    """The places of its first token and of the one after its last one; comments are tokens."""

    @property
    def indent(self) -> str:
        """The whitespace that the line starts with."""
        blank = self.text[: len(self.text) - len(self.text.lstrip(" \t\f"))]
        return blank.rpartition("\f")[2]


@dataclass(frozen=True, slots=True)
class Rows:
    """A text as rows and tokens; `pairs` leads from each bracket's place to its partner's."""

    text: str
    tokens: tuple[Token, ...]
    pairs: dict[int, int]
    rows: tuple[Row, ...]

    def row_at(self, offset: int) -> Row:
        """The row that this offset is on."""
        return next(row for row in reversed(self.rows) if row.start <= offset)

    def code_of(self, row: Row) -> range:
        """The places of the row's tokens, a comment at its end left out."""
        last = row.last - 1 if self.has_comment(row) else row.last
        return range(row.first, last)

    def has_comment(self, row: Row) -> bool:
        """True if the row ends with a comment."""
        return row.last > row.first and self.tokens[row.last - 1].kind == "comment"

    def ends_with_comma(self, row: Row) -> bool:
        """True if the last token of the row's code is a comma."""
        code = self.code_of(row)
        return len(code) > 0 and self.tokens[code[-1]].text == ","

    def bracket_around(self, row: Row) -> tuple[Token, Token] | None:
        """The bracket that has this row, and nothing else, as its content on a line of its own."""
        code = self.code_of(row)
        opening, closing = row.first - 1, row.last
        if len(code) == 0 or self.pairs.get(opening) != closing or self.tokens[opening].kind != "open":
            return None
        return self.tokens[opening], self.tokens[closing]

    def top_level(self, places: range) -> list[int]:
        """Those of the places that are not inside a bracket opened among them; brackets themselves are left out."""
        found: list[int] = []
        place = places.start
        while place < places.stop:
            token = self.tokens[place]
            if token.kind == "open" and self.pairs[place] < places.stop:
                place = self.pairs[place]
            elif token.kind not in ("open", "close"):
                found.append(place)
            place += 1
        return found

    def brackets(self, places: range) -> list[tuple[int, int]]:
        """The outermost brackets that open and close among the places and hold something."""
        found: list[tuple[int, int]] = []
        place = places.start
        while place < places.stop:
            if self.tokens[place].kind == "open" and self.pairs[place] < places.stop:
                if self.pairs[place] > place + 1:
                    found.append((place, self.pairs[place]))
                place = self.pairs[place]
            place += 1
        return found


@lru_cache(maxsize=4)  # a layout looks several times at the line before the fix, and at what has become of it
def rows_of(text: str) -> Rows:
    """Read a logical line. Raises `Unreadable`."""
    tokens = tokens_of(text)
    pairs = partners(tokens)
    rows: list[Row] = []
    place = 0
    for match in _ROW.finditer(text):
        if not match[0]:
            break
        first = place
        while place < len(tokens) and tokens[place].start < match.end():
            place += 1
        rows.append(Row(match.start(), match[1], first, place))
    return Rows(text, tuple(tokens), pairs, tuple(rows))

"""Split Python source into tokens with the rules of the newest grammar, whatever Python runs this.

A literal with replacement fields is one token that holds those fields. Nothing is checked: what is no Python gives
tokens as well, or raises `Unclear`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, TypeAlias, cast

MOST_NESTED = 100
"""Literals in fields of literals. Python itself allows 150."""

_TOKEN = re.compile(
    r"""(?P<literal>(?P<prefix>[rR]?[fFtT][rR]?|[bBuU]?[rR]?[bB]?)(?P<quote>\"{3}|'{3}|"|'))"""
    r"""|(?P<comment>\#[^\r\n]*)|(?P<joined>\\(?:\r\n|\r|\n)|[ \t\f]+)|(?P<line>\r\n|\r|\n)"""
    r"""|(?P<number>\.?\d(?:(?<![xX])[eE][+-]\d|[\w.])*)|(?P<name>\w+)"""
    r"""|(?P<mark>(?:\*\*|//|<<|>>|[-+*/%&|^@=!<>:])=|\*\*|//|<<|>>|->|\.\.\.|.)"""
)
_CONVERSION = re.compile(r"!\s*\w+\s*(?=[:}])")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")


Kind: TypeAlias = Literal["name", "number", "mark", "comment", "line", "literal"]


class Unclear(Exception):
    """The text cannot be split into tokens."""


class Token(NamedTuple):
    """A token: `kind` is name, number, mark, comment, line or literal. Blanks and joined line ends are none."""

    kind: Kind
    text: str
    start: int
    end: int
    depth: int
    """How many brackets are open; an opening bracket and its partner have the depth that is around them."""
    literal: StringLiteral | None = None


class StringLiteral(NamedTuple):
    """A string literal; `parts` are texts (spans) and fields."""

    start: int
    end: int
    prefix: str
    quote: str
    parts: tuple[Part, ...]


class Field(NamedTuple):
    """A replacement field: the span between its braces, the tokens of its expression, and the parts of its format."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    format: tuple[Part, ...]


Part: TypeAlias = "Field | tuple[int, int]"


@cache
def _ending(quote: str, prefix: str, in_format: bool = False) -> re.Pattern[str]:
    """Return a pattern for what ends a part of such a literal, or only seems to."""
    line = "" if len(quote) == 3 else r"|(?P<line>[\r\n])"
    if not ("f" in prefix or "t" in prefix):
        return re.compile(rf"(?P<quote>{quote})|\\(?:\r\n|[\s\S]){line}")
    name = "" if "r" in prefix else r"N\{[^{}]*\}|"
    braces = "" if in_format else r"|\{\{|\}\}"
    escape = rf"\\(?:\r\n|{name}(?![{{}}])[\s\S])"
    return re.compile(rf"(?P<quote>{quote})|{escape}{braces}|(?P<field>\{{)|(?P<brace>\}}){line}")


def tokens_of(text: str) -> list[Token]:
    """Return all tokens of the text. Raises `Unclear`."""
    return _Scanner(text).code(0)[0]


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._nested = 0

    def code(self, position: int, in_field: bool = False) -> tuple[list[Token], int]:
        """Return the tokens from here to the end of the text, or of the expression of a field, and where that is."""
        found: list[Token] = []
        depth = 0
        while match := _TOKEN.match(self._text, position):
            kind, written = match.lastgroup, match[0]
            if kind == "mark":
                if in_field and depth == 0 and written in ("}", ":", "!", ":="):
                    return found, position
                depth -= written in _CLOSING
                if depth < 0:
                    raise Unclear
                found.append(Token("mark", written, position, match.end(), depth))
                depth += written in _OPENING
            elif kind == "literal":
                literal = self._literal(match)
                found.append(Token("literal", "", position, literal.end, depth, literal))
                position = literal.end
                continue
            elif kind != "joined":
                found.append(Token(cast(Kind, kind), written, position, match.end(), depth))
            position = match.end()
        if in_field or depth:
            raise Unclear
        return found, position

    def _literal(self, opening: re.Match[str]) -> StringLiteral:
        prefix, quote = opening["prefix"].lower(), opening["quote"]
        parts, end = self._parts(opening.end(), quote, prefix)
        return StringLiteral(opening.start(), end, opening["prefix"], quote, tuple(parts))

    def _parts(self, start: int, quote: str, prefix: str, in_format: bool = False) -> tuple[list[Part], int]:
        """Return the parts up to a quote, and where it ends; or those of a format up to its brace."""
        parts: list[Part] = []
        position = start
        ending = _ending(quote, prefix, in_format)
        while match := ending.search(self._text, position):
            position = match.end()
            found = match.lastgroup
            if found == "field":
                field = self._field(position, quote, prefix)
                parts += [(start, match.start()), field]
                start = position = field.end + 1
            elif found == ("brace" if in_format else "quote"):
                return [*parts, (start, match.start())], match.start() if in_format else position
            elif found in ("quote", "line"):
                break
        raise Unclear

    def _field(self, start: int, quote: str, prefix: str) -> Field:
        self._nested += 1
        if self._nested > MOST_NESTED:
            raise Unclear
        tokens, position = self.code(start, in_field=True)
        conversion = _CONVERSION.match(self._text, position)
        position = conversion.end() if conversion else position
        parts: list[Part] = []
        if self._text.startswith(":", position):
            parts, position = self._parts(position + 1, quote, prefix, in_format=True)
        if not self._text.startswith("}", position):
            raise Unclear
        self._nested -= 1
        return Field(start, position, tuple(tokens), tuple(parts))

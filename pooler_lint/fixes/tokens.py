"""The tokens of one logical line of Python, with their offsets and their brackets."""

from __future__ import annotations

from typing import Literal

from pooler_lint.index import scanner
from pooler_lint.records import dataclass

Kind = Literal["name", "string", "comment", "open", "close", "other"]


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it stands in the text; a string with replacement fields is one token."""

    kind: Kind
    text: str
    start: int
    end: int


class Unreadable(Exception):
    """The text can't be split into tokens."""


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of the text without whitespace and line ends. Raises `Unreadable`."""
    try:
        found = scanner.tokens_of(text)
    except scanner.Unclear as error:
        raise Unreadable(str(error)) from None
    return [Token(_kind(one), text[one.start : one.end], one.start, one.end) for one in found if one.kind != "line"]


def partners(tokens: list[Token]) -> dict[int, int]:
    """For each bracket's place in the list the place of its partner. Raises `Unreadable`."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind == "open":
            stack.append(place)
        elif token.kind == "close":
            if not stack:
                raise Unreadable("a closing bracket without an opening one")
            opening = stack.pop()
            pairs[opening], pairs[place] = place, opening
    if stack:
        raise Unreadable("an opening bracket without a closing one")
    return pairs


def _kind(token: scanner.Token) -> Kind:
    if token.kind == "name" or token.kind == "comment":
        return token.kind
    if token.kind == "literal":
        return "string"
    return "open" if token.text in ("(", "[", "{") else "close" if token.text in (")", "]", "}") else "other"

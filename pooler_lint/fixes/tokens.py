"""The tokens of one logical line of Python, with their offsets and their brackets."""

from __future__ import annotations

import re
import tokenize
from typing import Literal

from pooler_lint.records import dataclass

Kind = Literal["name", "string", "comment", "open", "close", "other"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_IGNORED = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER, tokenize.ENCODING}
_STRING_STARTS = {"FSTRING_START", "TSTRING_START"}
_STRING_ENDS = {"FSTRING_END", "TSTRING_END"}


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
    """The tokens of the text without whitespace and line ends. Raises `Unreadable`."""
    lines = _LINE.findall(text)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    result: list[Token] = []
    depth = opened = 0
    reader = iter(lines)
    try:
        for token in tokenize.generate_tokens(lambda: next(reader, "")):
            start, end = starts[token.start[0] - 1] + token.start[1], starts[token.end[0] - 1] + token.end[1]
            name = tokenize.tok_name[token.type]
            if name in _STRING_STARTS:
                opened = start if depth == 0 else opened
                depth += 1
            elif name in _STRING_ENDS:
                depth -= 1
                if depth == 0:
                    result.append(Token("string", text[opened:end], opened, end))
            elif depth == 0 and token.type not in _IGNORED:
                result.append(Token(_kind(token), text[start:end], start, end))
    except (tokenize.TokenError, SyntaxError, IndexError) as error:
        raise Unreadable(str(error)) from None
    return result


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


def _kind(token: tokenize.TokenInfo) -> Kind:
    if token.type == tokenize.NAME:
        return "name"
    if token.type == tokenize.STRING:
        return "string"
    if token.type == tokenize.COMMENT:
        return "comment"
    if token.type == tokenize.OP and token.string in "([{":
        return "open"
    if token.type == tokenize.OP and token.string in ")]}":
        return "close"
    return "other"

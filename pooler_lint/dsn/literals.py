"""String literals taken apart: what each one holds, and where each character of it is in the source."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pooler_lint.lines import LineIndex

_OPENING = re.compile(r"([A-Za-z]{0,2})('{3}|\"{3}|'|\")")
_BETWEEN = re.compile(r"(?:\s|\\\r?\n|#[^\r\n]*)*")
_ESCAPE = re.compile(
    r"\\(?:\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|.)|\r\n|.", re.DOTALL
)
_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\n": "", "\r": "", "\r\n": ""}
_CLOSING = {"(": ")", "[": "]", "{": "}"}


class Part(NamedTuple):
    """A part of a literal: text with the source offset of each character, or the expression in a hole."""

    text: str
    offsets: Sequence[int]
    end: int
    token: tuple[int, int]
    """The whole literal, with its quotes."""
    hole: ast.expr | None = None
    lines: LineIndex | None = None
    """The text that the expression of the hole was parsed from."""
    base: int = 0
    """The source offset at which that text begins."""


def literal_parts(text: str, start: int, end: int) -> list[Part]:
    """Return the parts of the literals between two offsets, of which several may follow each other."""
    parts: list[Part] = []
    position = start
    while position < end:
        opening = _OPENING.match(text, position)
        if opening is None:
            between = _BETWEEN.match(text, position)
            position = max(position + 1, between.end() if between else 0)
            continue
        closing = _end_of_literal(text, opening)
        parts += _parts(text, opening, closing)
        position = closing
    return parts


def _end_of_literal(text: str, opening: re.Match[str]) -> int:
    """Return the offset after the closing quotes; those inside a hole of an f-string close nothing."""
    formatted = "f" in opening[1].lower() or "t" in opening[1].lower()
    quote, position = opening[2], opening.end()
    while position < len(text):
        if text.startswith(quote, position):
            return position + len(quote)
        if text[position] == "\\" or (formatted and text.startswith(("{{", "}}"), position)):
            position += 2
        elif formatted and text[position] == "{":
            position = _end_of_hole(text, position + 1)[1]
        else:
            position += 1
    return len(text)


def _end_of_hole(text: str, position: int) -> tuple[int, int]:
    """Return where the expression of a hole ends, and the offset after its closing brace."""
    expected: list[str] = []
    expression_end = None
    while position < len(text):
        character = text[position]
        opening = _OPENING.match(text, position) if character in "'\"" and expression_end is None else None
        if opening is not None:
            position = _end_of_literal(text, opening)
            continue
        if not expected and character == "}":
            return (position if expression_end is None else expression_end), position + 1
        if expected and character == expected[-1]:
            expected.pop()
        elif character in _CLOSING:
            expected.append(_CLOSING[character])
        elif not expected and expression_end is None and _ends_expression(text, position):
            expression_end = position
        position += 1
    return position, position


def _ends_expression(text: str, position: int) -> bool:
    return text[position] == ":" or (text[position] == "!" and text[position + 1 : position + 2] != "=")


def _parts(text: str, opening: re.Match[str], closing: int) -> Iterator[Part]:
    prefix, end = opening[1].lower(), closing - len(opening[2])
    token = (opening.start(), closing)
    raw = "r" in prefix
    if "f" not in prefix and "t" not in prefix:
        yield _text_part(text, opening.end(), end, token, raw)
        return
    start = position = opening.end()
    while position < end:
        if text.startswith(("{{", "}}"), position):
            yield _text_part(text, start, position + 1, token, raw)
            start = position = position + 2
        elif text[position] == "{":
            yield _text_part(text, start, position, token, raw)
            expression_end, start = _end_of_hole(text, position + 1)
            yield _hole(text, position + 1, min(expression_end, end), token)
            position = start
        else:
            position += 2 if text[position] == "\\" and not raw else 1
    yield _text_part(text, start, end, token, raw)


def _text_part(text: str, start: int, end: int, token: tuple[int, int], raw: bool) -> Part:
    written = text[start:end]
    if "\r" not in written and (raw or "\\" not in written):
        return Part(written, range(start, end), end, token)
    characters: list[str] = []
    offsets: list[int] = []
    for match in _ESCAPE.finditer(text, start, end):
        value = match[0] if raw else _value(match[0])
        characters.append(value)
        offsets += [match.start()] * len(value)
    return Part("".join(characters), offsets, end, token)


def _value(escape: str) -> str:
    if escape[0] != "\\" or len(escape) == 1:
        return escape
    code = escape[1:]
    if code in _SIMPLE:
        return _SIMPLE[code]
    try:
        if code[0] in "01234567":
            return chr(int(code, 8))
        if code[0] == "N" and len(code) > 1:
            return unicodedata.lookup(code[2:-1])
        return chr(int(code[1:], 16)) if code[0] in "xuU" and len(code) > 1 else code if code in "\\'\"" else escape
    except (KeyError, ValueError, OverflowError):
        return escape


def _hole(text: str, start: int, end: int, token: tuple[int, int]) -> Part:
    """Return the hole with its expression, parsed anew: before Python 3.12 its positions in the tree are wrong."""
    written = text[start:end]
    for expression in (written, written.rstrip().removesuffix("=")):
        source = f"({expression}\n)"
        try:
            hole = ast.parse(source, mode="eval").body
        except (SyntaxError, ValueError):
            continue
        return Part("", (), end, token, hole, LineIndex(source), start - 1)
    return Part(written, range(start, end), end, token)

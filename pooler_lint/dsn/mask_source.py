"""Take secrets out of Python source in which they are spread over several literals or lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pooler_lint.dsn.mask import MASK, is_secret_name, mask_secrets

_TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\r\n]* )
  | (?P<literal> (?<!\w) [rRbBuUfFtT]{0,2}
        (?P<quote> '{3} | "{3} | ' | " )
        (?P<inner> (?: \\. | (?!(?P=quote)) . )*? )
        (?P=quote) )
  | (?P<joint> [\s\\+]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
"""`+` between literals joins them as well as nothing does."""
_BROKEN = re.compile(r"\\(?:\r\n|\r|\n)")
_NAMED = re.compile(r"""([\w-]+)(?:\s*=\s*|["']\s*[:,]\s*)[(\s\\]*\Z""")
_LOGIN_WITH_HOLE = re.compile(r"://\S*(?:%|\{)\S*@|\w=(?:%|\{)")
_FILLING = re.compile(r"""["']+[)\s\\]*(?:%|\.format(?:_map)?\s*\()""")
_STEP = re.compile(r"[()\[\]{},\r\n]")
_NAME_REACH = 200
"""Characters before a literal in which the name that it is given to stands."""


class _Piece(NamedTuple):
    """A part of what literals hold that is written without an interruption."""

    start: int
    end: int


def mask_source(text: str) -> str:
    """The source with secrets that no single line shows whole replaced by `***`; it has the same lines as before.

    Those within one line are left for `mask_secrets`, which the lines go through when they are shown.
    """
    pieces: list[str] = []
    position = 0
    for start, end in sorted(set(_secrets(text))):
        if position <= start < end:
            pieces += (text[position:start], MASK, *re.findall(r"\r\n|\r|\n", text[start:end]))
            position = end
    pieces.append(text[position:])
    return "".join(pieces)


def _secrets(text: str) -> Iterator[tuple[int, int]]:
    filled = 0
    for group in _groups(text):
        if group[0].start < filled:  # it fills a hole of a login
            yield from group
            continue
        yield from _secret(text, group)
        if _LOGIN_WITH_HOLE.search("".join(text[start:end] for start, end in group)):
            filled = max(filled, _end_of_filling(text, group[-1].end))


def _end_of_filling(text: str, position: int) -> int:
    """Where the values end that `%` or `.format` puts into the literal that ends here; 0 where there are none."""
    begin = _FILLING.match(text, position)
    if begin is None:
        return 0
    depth = 1 if begin[0].endswith("(") else 0
    for match in _STEP.finditer(text, begin.end()):
        depth += (match[0] in "([{") - (match[0] in ")]}")
        if depth < 0 or (depth == 0 and match[0] not in "([{"):
            return match.start()
    return len(text)


def _groups(text: str) -> Iterator[list[_Piece]]:
    """What literals hold, those together that Python joins."""
    group: list[_Piece] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.end() == position:
            if group:
                yield group
                group = []
            position += 1
            continue
        position = match.end()
        if match["literal"]:
            group += _unbroken(text, match.start("inner"), match.end("inner"))
    if group:
        yield group


def _unbroken(text: str, start: int, end: int) -> Iterator[_Piece]:
    """A literal may go on behind a backslash at the end of its line."""
    for match in _BROKEN.finditer(text, start, end):
        yield _Piece(start, match.start())
        start = match.end()
    yield _Piece(start, end)


def _secret(text: str, group: list[_Piece]) -> Iterator[tuple[int, int]]:
    """Which parts of these pieces are a secret."""
    named = _NAMED.search(text, max(0, group[0].start - _NAME_REACH), _literal_start(text, group[0].start))
    if named and is_secret_name(named[1]) and ("\n" in named[0] or "(" in named[0] or len(group) > 1):
        yield from group
        return
    if len(group) == 1:
        return
    joined = "".join(text[start:end] for start, end in group)
    masked = mask_secrets(joined)
    if masked == joined:
        return
    kept = "(.*?)".join(re.escape(part) for part in masked.split(MASK))
    match = re.fullmatch(kept, joined, re.DOTALL)
    if match is None:
        yield from group
        return
    for number in range(1, match.re.groups + 1):
        yield from _placed(group, match.start(number), match.end(number))


def _literal_start(text: str, inner: int) -> int:
    """Where the literal begins whose content begins at `inner`."""
    start = inner
    while start > 0 and text[start - 1] in "'\"":
        start -= 1
    while start > 0 and text[start - 1] in "rRbBuUfFtT":
        start -= 1
    return start


def _placed(group: list[_Piece], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places in the text of a part of the joined pieces."""
    offset = 0
    for piece in group:
        first, last = max(start, offset), min(end, offset + piece.end - piece.start)
        if first < last:
            yield piece.start + first - offset, piece.start + last - offset
        offset += piece.end - piece.start

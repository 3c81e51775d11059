"""Which comments belong to items that leave a bracket, and go with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import libcst as cst

from pooler_lint.fixes.gaps import Gap, Gaps
from pooler_lint.records import dataclass, replace

_WORD = re.compile(r"[A-Za-z]+|\d+")
_PRAGMA = re.compile(r"#\s*(noqa|nosec|type:|pyright:|pylint:|flake8:|ruff:|isort:|fmt:|yapf:|mypy:|pragma:)")
_ITEM = re.compile(r"#+\s*(?:(?P<keyword>\w+)\s*=(?!=)|([\"'])(?P<key>\w+)\2\s*:)")
"""An item that is commented out: `# pool_size=10,`."""
_HEADING = frozenset(
    ("option", "setting", "config", "configuration", "argument", "arg", "kwarg", "parameter", "param", "engine")
)
"""Words of a comment about all the items below it, without the endings of the plural."""


@dataclass(frozen=True, slots=True)
class Item:
    """An argument or entry: its name ("" where it has none) and the source of its value."""

    name: str
    value: str = ""


def without_comments_of(gaps: Gaps, items: Sequence[Item], removed: Collection[int]) -> Gaps:
    """Return the gaps without the comments that belong to the items at these places.

    A comment belongs to the items on its line, or to those below it up to a blank line or another comment.
    """
    between: list[Gap] = []
    for at, gap in enumerate(gaps.between):
        bare = _bare_line(gap, _indent_before(gaps, at)) if _line_goes(gaps, items, removed, at) else gap
        between.append(_without_lines_above(gaps, items, removed, at, bare))
    return replace(gaps, between=tuple(between))


# --- a comment at the end of a line -----------------------------------------------------------------------------------


def _line_goes(gaps: Gaps, items: Sequence[Item], removed: Collection[int], at: int) -> bool:
    """True if the comment behind the item before this gap belongs to removed items."""
    gap = gaps.between[at]
    if at == 0 or not isinstance(gap, cst.ParenthesizedWhitespace) or gap.first_line.comment is None:
        return False
    first = at - 1
    while first > 0 and not isinstance(gaps.between[first], cst.ParenthesizedWhitespace):
        first -= 1
    gone, kept = _split(items, range(first, at), removed)
    if not gone:
        return False
    text = gap.first_line.comment.value
    follows_bracket = first == 0 and not isinstance(gaps.between[0], cst.ParenthesizedWhitespace)
    if not kept and not follows_bracket:
        return True
    if _PRAGMA.match(text) or _words(text) & _names(kept):
        return False
    return at - 1 in removed or bool(_words(text) & _said(gone))


def _bare_line(gap: Gap, indent: int) -> Gap:
    """Return the gap without the comment at the end of the line, and without deeper lines, which continue it."""
    if not isinstance(gap, cst.ParenthesizedWhitespace):
        return gap
    lines = list(gap.empty_lines)
    while lines and lines[0].comment is not None and len(lines[0].whitespace.value) > indent:
        lines.pop(0)
    first = gap.first_line.with_changes(whitespace=cst.SimpleWhitespace(""), comment=None)
    return gap.with_changes(first_line=first, empty_lines=lines)


def _indent_before(gaps: Gaps, at: int) -> int:
    """Return the indentation of the line that ends with this gap, or of the next one."""
    order = (*gaps.between[at - 1 :: -1], gaps.between[at])
    return next((len(gap.last_line.value) for gap in order if isinstance(gap, cst.ParenthesizedWhitespace)), 0)


# --- comments on lines of their own -----------------------------------------------------------------------------------


def _without_lines_above(gaps: Gaps, items: Sequence[Item], removed: Collection[int], at: int, gap: Gap) -> Gap:
    """Return the gap before the item at this place without the comment lines that belong to removed items."""
    if at not in removed or not isinstance(gap, cst.ParenthesizedWhitespace):
        return gap
    lines = list(gap.empty_lines)
    start = len(lines)
    while start > 0 and lines[start - 1].comment is not None:
        start -= 1
    below = [at]
    while below[-1] + 1 < len(items) and not _ends_group(gaps.between[below[-1] + 1]):
        below.append(below[-1] + 1)
    gone, kept = _split(items, below, removed)
    texts = [line.comment.value for line in lines[start:] if line.comment is not None]
    if kept and not _belongs(texts, gone, kept):
        return gap
    staying = [line for line, text in zip(lines[start:], texts, strict=True) if _stays(text, gone)]
    return gap.with_changes(empty_lines=[*lines[:start], *staying])


def _ends_group(gap: Gap) -> bool:
    return isinstance(gap, cst.ParenthesizedWhitespace) and bool(gap.empty_lines)


def _belongs(texts: Sequence[str], gone: Sequence[Item], kept: Sequence[Item]) -> bool:
    """True if comment lines above these items are about those of them that go."""
    words = frozenset(word for text in texts for word in _words(text))
    if words & _names(kept):
        return False
    return bool(words & _said(gone)) or not words & _HEADING


def comments_go(texts: Sequence[str], gone: Sequence[Item], kept: Sequence[Item]) -> bool:
    """Return whether comment lines go with the items below them, of which these go and those are kept."""
    return (not kept or _belongs(texts, gone, kept)) and not any(_stays(text, gone) for text in texts)


def _stays(text: str, gone: Sequence[Item]) -> bool:
    """True for a comment line that a tool reads, and for another item that is commented out."""
    item = _ITEM.match(text)
    return bool(_PRAGMA.match(text)) or (item is not None and not _words(item["keyword"] or item["key"]) & _said(gone))


def _split(items: Sequence[Item], places: Iterable[int], removed: Collection[int]) -> tuple[list[Item], list[Item]]:
    gone: list[Item] = []
    kept: list[Item] = []
    for place in places:
        (gone if place in removed else kept).append(items[place])
    return gone, kept


def _words(text: str) -> frozenset[str]:
    """Return the words of a text in small letters, without the endings of the plural."""
    return frozenset(word.lower().removesuffix("s") if len(word) > 3 else word.lower() for word in _WORD.findall(text))


def _names(items: Iterable[Item]) -> frozenset[str]:
    return frozenset(word for item in items for word in _words(item.name) if len(word) > 2)


def _said(items: Iterable[Item]) -> frozenset[str]:
    return _names(items) | frozenset(word for item in items for word in _words(item.value))

"""Changes inside of a string literal, only where its source is the very text that the program sees."""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from pooler_lint.fixes.operations import Unsafe
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.spans import Span
from pooler_lint.model import TextChange
from pooler_lint.report import Edit


def text_edits(source: Source, literal: Span, changes: Iterable[TextChange]) -> tuple[Edit, ...]:
    """Return the edits of a literal. Raises `Unsafe` unless they lie within one plain literal, or before a hole.

    Characters count as the program sees them, so nothing that is written in another way (an escape, a doubled brace,
    two literals side by side) may stand before a change.
    """
    place = source.expressions([literal]).get(literal)
    start, text = _plain_part(source, place.node if place else None)
    edits = []
    for change in changes:
        if not text.startswith(change.old, change.start):
            raise Unsafe("the string is not written as the program sees it")
        at = start + change.start
        kept = len(change.old) if change.new.startswith(change.old) else 0
        edits.append(Edit(at + kept, at + len(change.old), change.new[kept:]))
    return tuple(edits)


def _plain_part(source: Source, node: cst.BaseExpression | None) -> tuple[int, str]:
    """Where the text of the literal starts, and as much of it as is written as it is."""
    if isinstance(node, cst.SimpleString):
        start = source.span(node).start + len(node.prefix) + len(node.quote)
        text = _before(node.raw_value, "\r")  # a line's end is one character to the program
        return start, text if "r" in node.prefix.lower() else _before(text, "\\")
    if isinstance(node, cst.FormattedString) and node.parts and isinstance(node.parts[0], cst.FormattedStringText):
        text = _before(_before(_before(node.parts[0].value, "{"), "}"), "\r")
        start = source.span(node).start + len(node.start)
        return start, text if "r" in node.start.lower() else _before(text, "\\")
    raise Unsafe("it is no string literal")


def _before(text: str, character: str) -> str:
    return text.partition(character)[0]

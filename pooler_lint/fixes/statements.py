"""Takes whole statements away: `options["pool_size"] = 5`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import libcst as cst

from pooler_lint.fixes.comments import Item, comments_go
from pooler_lint.fixes.locate import Found
from pooler_lint.fixes.source import Source
from pooler_lint.report import Edit


def is_assigned_entry(place: Found) -> bool:
    """True for a value that a statement of its own gives an entry of a dict: `options["key"] = value`."""
    statement, assign = place.path[-2:]
    return (
        isinstance(assign, cst.Assign)
        and isinstance(statement, cst.SimpleStatementLine)
        and len(statement.body) == 1
        and len(assign.targets) == 1
        and isinstance(assign.targets[0].target, cst.Subscript)
    )


def without_statements(source: Source, places: Iterable[Found]) -> Iterator[Edit]:
    """Yield the edits that take away these statements, and the comments above that belong to them.

    A block that would be empty gets a `pass`.
    """
    blocks: dict[cst.CSTNode, list[cst.CSTNode]] = {}
    for place in places:
        blocks.setdefault(place.path[-3], []).append(place.path[-2])
    for block, gone in blocks.items():
        body: Sequence[cst.CSTNode] = getattr(block, "body", ())
        is_emptied = isinstance(block, cst.IndentedBlock) and all(statement in gone for statement in body)
        for at, statement in enumerate(body):
            if statement not in gone:
                continue
            following = body[at + 1] if at + 1 < len(body) else None
            kept = [] if following is None or following in gone else [following]
            yield _without(source, statement, kept, "pass" if is_emptied and at == 0 else "")


def _without(source: Source, statement: cst.CSTNode, kept: Sequence[cst.CSTNode], instead: str) -> Edit:
    """Return the edit that takes the lines of the statement away, or writes another one."""
    span = source.span(statement)
    start = source.line_start(span.start)
    indent = source.text[start : span.start]
    above = [line for line in getattr(statement, "leading_lines", ()) if isinstance(line, cst.EmptyLine)]
    texts: list[str] = []
    while above and (comment := above.pop().comment) is not None:
        texts.insert(0, comment.value)
    is_group = bool(kept) and not getattr(kept[0], "leading_lines", ())
    items = [Item(_text(source, node)) for node in kept] if is_group else []
    if texts and comments_go(texts, [Item(_text(source, statement))], items):
        for _ in texts:
            start = source.line_start(start - 1)
    end = source.line_end(span.end)
    if instead:
        return Edit(start, end, indent + instead)
    end = _after_line(source, end)
    if not source.text[source.line_start(start - 1) if start else 0 : start].strip():
        following = _after_line(source, source.line_end(end))
        end = end if source.text[end:following].strip() else following
    return Edit(start, end, "")


def _after_line(source: Source, end: int) -> int:
    """Return where the line after this end of a line begins."""
    return min(end + (2 if source.text.startswith("\r\n", end) else 1), len(source.text))


def _text(source: Source, node: cst.CSTNode) -> str:
    span = source.span(node)
    return source.text[span.start : span.end]

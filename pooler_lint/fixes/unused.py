"""Imports that a repair leaves without a use."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import libcst as cst

from pooler_lint.fixes.edits import apply_edits
from pooler_lint.fixes.importing import ImportLine, import_lines
from pooler_lint.fixes.operations import Operation, Remove, Replace, target
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.spans import Span
from pooler_lint.index.parsing import parse
from pooler_lint.report import Edit


def without_unused(source: Source, operations: Iterable[Operation], edits: Sequence[Edit]) -> list[Edit]:
    """The edits, with those that take away the imports which only the removed or replaced code has used.

    Only imports on lines of their own at the top of the file or of a function go, and only those whose name stands
    nowhere else, in comments and strings neither.
    """
    gone = [target(one) for one in operations if isinstance(one, (Remove, Replace))]
    names = {name for span in gone for name in _names(source.text[span.start : span.end])}
    result = list(edits)
    after = apply_edits(source.text, edits)
    for line in _lines(source.module):
        span = source.span(line.line)
        if len(line.nodes) != 1 or not names:
            continue
        statement = _changed(source, span, edits)
        unused = {name for name in _bound(line.only) & names if _uses(after, name) == _uses(statement, name)}
        if unused:
            result = _without(source, span, line.line, unused, result)
    return result


@lru_cache(maxsize=2)  # each fix of a file asks
def _lines(module: cst.Module) -> tuple[ImportLine, ...]:
    finder = _FunctionFinder()
    module.visit(finder)
    return tuple(line for body in (module.body, *finder.bodies) for line in import_lines(body))


class _FunctionFinder(cst.CSTVisitor):
    def __init__(self) -> None:
        super().__init__()
        self.bodies: list[Sequence[cst.BaseStatement]] = []

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        if isinstance(node.body, cst.IndentedBlock) and len(node.body.body) > 1:
            self.bodies.append(node.body.body)


def _names(code: str) -> set[str]:
    """The names that an expression reads."""
    try:
        tree = parse(f"({code})")
    except (SyntaxError, ValueError):
        return set()
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _bound(node: cst.Import | cst.ImportFrom) -> set[str]:
    if isinstance(node.names, cst.ImportStar):
        return set()
    return {name for alias in node.names if (name := _local(alias)) is not None}


def _local(alias: cst.ImportAlias) -> str | None:
    """The name that the alias binds; None for `import a.b`, which others may count on."""
    if alias.asname is not None:
        return alias.asname.name.value if isinstance(alias.asname.name, cst.Name) else None
    return alias.name.value if isinstance(alias.name, cst.Name) else None


def _uses(text: str, name: str) -> int:
    """How often the name stands in the text, as whatever it is."""
    return len(re.findall(rf"\b{re.escape(name)}\b", text))


def _changed(source: Source, span: Span, edits: Iterable[Edit]) -> str:
    """The import at `span` with the names that the edits put into it."""
    inside = [edit for edit in edits if _is_inside(edit, span)]
    moved = [Edit(edit.start - span.start, edit.end - span.start, edit.content) for edit in inside]
    return apply_edits(source.text[span.start : span.end], moved)


def _is_inside(edit: Edit, span: Span) -> bool:
    return span.start < edit.start and edit.end <= span.end and not edit.content.startswith(("\n", "\r"))


def _without(
    source: Source, span: Span, line: cst.SimpleStatementLine, unused: set[str], edits: Sequence[Edit]
) -> list[Edit]:
    """The edits with the import at `span` taken out, or as much of it as is not used; comments keep it as it is."""
    others = [edit for edit in edits if not _is_inside(edit, span)]
    old = source.text[span.start : span.end]
    statement = cst.parse_statement(_changed(source, span, edits), source.module.config_for_parsing)
    node = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
    if not isinstance(node, (cst.Import, cst.ImportFrom)) or isinstance(node.names, cst.ImportStar) or "#" in old:
        return list(edits)
    kept = [alias for alias in node.names if _local(alias) not in unused]
    if kept:
        last = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        if isinstance(node, cst.ImportFrom) and node.rpar is not None:
            last = kept[-1].with_changes(comma=node.names[-1].comma)
        code = source.module.code_for_node(node.with_changes(names=[*kept[:-1], last]))
        return [*others, Edit(span.start, span.end, code)]
    places = (span.start, source.line_end(span.end))
    beside = next((edit for edit in others if edit.start == edit.end and edit.start in places), None)
    if beside is not None:  # another import on a line of its own, which takes the place of this one
        others.remove(beside)
        return [*others, Edit(span.start, max(span.end, beside.end), beside.content.strip())]
    return [*others, _whole_line(source, span, line)]


def _whole_line(source: Source, span: Span, line: cst.SimpleStatementLine) -> Edit:
    """Takes the line away; one that is a block of its own takes the blank lines behind it along."""
    text = source.text
    start, end = source.line_start(span.start), _after_newline(text, source.line_end(span.end))
    if isinstance(line.trailing_whitespace.comment, cst.Comment):
        return Edit(span.start, span.start, "")
    alone_above = start == 0 or not text[:start].splitlines()[-1].strip()
    while alone_above and (following := _after_newline(text, source.line_end(end))) > end:
        if text[end:following].strip():
            break
        end = following
    return Edit(start, end, "")


def _after_newline(text: str, position: int) -> int:
    if text.startswith("\r\n", position):
        return position + 2
    return position + 1 if position < len(text) else position

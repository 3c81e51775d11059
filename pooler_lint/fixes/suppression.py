"""Comments that silence a finding: `# noqa`, `# pooler-lint: ignore[...]`, `# pooler-lint: ignore-file`."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterable

import libcst as cst

from pooler_lint.fixes.locate import header_end, statement_of
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.spans import Span

_NOQA = re.compile(r"# noqa(?::\s?(?P<codes>(?:[A-Z]+[0-9]+(?:[,\s]+)?)+))?", re.IGNORECASE)
_IGNORE = re.compile(r"#\s*pooler-lint:\s*ignore(?![\w-])\s*(?:\[(?P<codes>[^\]]*)\])?", re.IGNORECASE)
_IGNORE_FILE = re.compile(r"#\s*pooler-lint:\s*ignore-file(?![\w-])", re.IGNORECASE)
_FILE_WORD = re.compile(r"^[ \t\f]*#\s*pooler-lint:\s*ignore-file(?![\w-])", re.IGNORECASE | re.MULTILINE)


def suppressed(source: Source, span: Span, code: str, *, inside_only: bool = False) -> bool:
    """True if a comment on a line of the statement around the span silences this code there.

    `inside_only` True: only the lines of the span itself count, where a statement holds several of them.
    """
    return any(_silences(comment, code) for comment in _comments(source, span, inside_only))


def file_ignored(text: str) -> bool:
    """True if a comment on a line of its own says that this file is not to be checked."""
    if not _FILE_WORD.search(text):
        return False
    reader = io.StringIO(text).readline
    try:
        for token in tokenize.generate_tokens(reader):
            alone = token.type == tokenize.COMMENT and not token.line[: token.start[1]].strip()
            if alone and _IGNORE_FILE.match(token.string):
                return True
    except (tokenize.TokenError, SyntaxError):  # what stands before the error counts
        return False
    return False


def _silences(comment: str, code: str) -> bool:
    for pattern in (_NOQA, _IGNORE):
        match = pattern.search(comment)
        if match is None:
            continue
        if match["codes"] is None:
            return True
        codes = [entry for entry in re.split(r"[,\s]+", match["codes"].upper()) if entry]
        if any(code.upper().startswith(entry) for entry in codes):
            return True
    return False


def _comments(source: Source, span: Span, inside_only: bool) -> Iterable[str]:
    path = source.around(span)
    statement = statement_of(path)
    if statement is None:
        return []
    if isinstance(statement, cst.Decorator):
        statement = path[path.index(statement) - 1]
    begin, last = _lines(source, statement)
    first = begin
    if inside_only:
        first, last = source.line_of(span.start), source.line_of(span.end)
    comments: list[str] = []
    for part in _own_parts(statement):
        if source.line_of(source.span(part).start) < begin:
            continue  # of the thousands of comments that may come before a statement, none belongs to it
        comments += [comment for line, comment in source.comments(part) if first <= line <= last]
    return comments


def _lines(source: Source, statement: cst.CSTNode) -> tuple[int, int]:
    start = source.span(statement).start
    if isinstance(statement, (cst.FunctionDef, cst.ClassDef)) and statement.decorators:
        start = source.span(statement.decorators[0]).start
    return source.line_of(start), source.line_of(header_end(statement, source.span))


def _own_parts(statement: cst.CSTNode) -> list[cst.CSTNode]:
    """The parts of a statement that are not statements of their own."""
    if isinstance(statement, cst.SimpleStatementLine):
        return [*statement.body, statement.trailing_whitespace]
    parts: list[cst.CSTNode] = []
    for child in statement.children:
        if isinstance(child, cst.IndentedBlock):
            parts.append(child.header)
        elif not isinstance(child, (cst.BaseCompoundStatement, cst.Else, cst.Finally, cst.MatchCase)):
            parts.append(child)
    return parts

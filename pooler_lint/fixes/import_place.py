"""Where a new import goes, as an import sorter would put it where that is clear."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise

import libcst as cst

from pooler_lint.fixes.importing import ImportLine, dotted_name, module_of
from pooler_lint.fixes.operations import Unsafe
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.spans import Span
from pooler_lint.report import Edit
from pooler_lint.slots import Imported


def top_import(
    source: Source,
    imported: Imported,
    name: str,
    lines: Sequence[ImportLine],
    line_length: int,
) -> tuple[Edit, ...]:
    """The import at the top of the file; `lines` are the imports there that come before the place of use."""
    line = _statement(imported, name)
    regular = [candidate for candidate in lines if not candidate.is_future]
    for candidate in regular:
        grown = _merged_into(source, candidate, imported, name, line_length)
        if grown is not None:
            return (grown,)
    place = _sorted_place(source, imported, regular)
    if place is not None:
        return (_line_edit(source, place[0], line, after=place[1]),)
    section = _new_section(source, line, regular)
    if section is not None:
        return (section,)
    if regular:
        return (_line_edit(source, regular[-1], line, after=True),)
    if lines:
        newline = source.module.default_newline
        end = source.line_end(source.span(lines[-1].line).end)
        return (Edit(end, end, newline * 2 + line),)
    return (_first_import(source, line),)


def local_import(
    source: Source, imported: Imported, name: str, path: Sequence[cst.CSTNode], local: Sequence[ImportLine]
) -> Edit:
    """The import inside the function: behind the imports that it has, else before the statement at the place."""
    root = imported.module.partition(".")[0]
    same = [line for line in local if module_of(line.only).partition(".")[0] == root]
    line = _statement(imported, name)
    if same:
        return _line_edit(source, same[-1], line, after=True)
    statement = next((inner for outer, inner in reversed(list(pairwise(path))) if _is_block(outer)), None)
    if statement is None:
        raise Unsafe("there is no line before which the import could stand")
    start = _first_offset(source, statement)
    begin = source.line_start(start)
    indent = source.text[begin:start]
    return Edit(start, start, line + source.module.default_newline + indent)


def _is_block(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.IndentedBlock)


def _statement(imported: Imported, name: str) -> str:
    return f"from {imported.module} import {_alias(imported, name)}"


def _alias(imported: Imported, name: str) -> str:
    return imported.name if name == imported.name else f"{imported.name} as {name}"


def _line_edit(source: Source, neighbour: ImportLine, line: str, *, after: bool) -> Edit:
    span = source.span(neighbour.line)
    start = source.line_start(span.start)
    indent = source.text[start : span.start]
    newline = source.module.default_newline
    if after:
        end = source.line_end(span.end)
        return Edit(end, end, newline + indent + line)
    return Edit(span.start, span.start, line + newline + indent)


def _merged_into(source: Source, line: ImportLine, imported: Imported, name: str, line_length: int) -> Edit | None:
    """The name as one more of an import from the same module, in order."""
    node = line.only
    if len(line.nodes) > 1 or not isinstance(node, cst.ImportFrom) or module_of(node) != imported.module:
        return None
    if isinstance(node.names, cst.ImportStar):
        return None
    new = _alias(imported, name)
    following = next((alias for alias in node.names if _name_key(alias) > _order(imported.name)), None)
    span = source.span(node)
    if source.line_of(span.start) != source.line_of(span.end):
        return _as_a_line(source, node.names, following, new)
    if span.end - source.line_start(span.start) + len(f", {new}") > line_length:
        return _over_lines(source, node, following, new)
    if following is None:
        end = source.span(node.names[-1]).end
        return Edit(end, end, f", {new}") if node.lpar is None else None
    start = source.span(following).start
    return Edit(start, start, f"{new}, ")


def _as_a_line(
    source: Source, names: Sequence[cst.ImportAlias], following: cst.ImportAlias | None, new: str
) -> Edit | None:
    """One more line where each name has its own, which ends with a comma."""
    spans = [source.span(alias) for alias in names]
    starts = [source.line_start(span.start) for span in spans]
    indents = {source.text[start : span.start] for start, span in zip(starts, spans, strict=True)}
    if len(set(starts)) != len(names) or len(indents) != 1 or not isinstance(names[-1].comma, cst.Comma):
        return None
    indent, newline = indents.pop(), source.module.default_newline
    if indent.strip():
        return None
    if following is not None:
        start = source.line_start(source.span(following).start)
        return Edit(start, start, f"{indent}{new},{newline}")
    end = source.line_end(spans[-1].end)
    return Edit(end, end, f"{newline}{indent}{new},")


def _over_lines(source: Source, node: cst.ImportFrom, following: cst.ImportAlias | None, new: str) -> Edit | None:
    """The names of a line without parentheses, which gets too long, each on a line of its own."""
    if node.lpar is not None or isinstance(node.names, cst.ImportStar):
        return None
    first, last = source.span(node.names[0]), source.span(node.names[-1])
    names = [source.text[source.span(alias).start : source.span(alias).end] for alias in node.names]
    names.insert(len(names) if following is None else list(node.names).index(following), new)
    newline = source.module.default_newline
    begin = source.line_start(first.start)
    outer = source.text[begin : source.span(node).start]
    inner = newline + outer + source.module.default_indent
    return Edit(first.start, last.end, f"({''.join(f'{inner}{name},' for name in names)}{newline}{outer})")


def _name_key(alias: cst.ImportAlias) -> tuple[int, str, str]:
    return _order(dotted_name(alias.name))


def _order(name: str) -> tuple[int, str, str]:
    """Constants, then classes, then the rest, each by its letters."""
    rank = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return rank, name.casefold(), name


def _sorted_place(source: Source, imported: Imported, lines: Sequence[ImportLine]) -> tuple[ImportLine, bool] | None:
    """The neighbour, and whether the new line goes behind it (else before it); None where the order is not clear."""
    groups = _groups(source, lines)
    root = imported.module.partition(".")[0]
    for group in reversed(groups):
        if any(_root(line) == root for line in group):
            return _place_in([line for line in group if _root(line) == root], imported)
    for group in groups:
        if all(_is_foreign(line) for line in group) and _is_sorted(group):
            return _place_in(group, imported)
    return None


def _new_section(source: Source, line: str, lines: Sequence[ImportLine]) -> Edit | None:
    """The import as a block of its own, behind the standard library and before the package's own modules."""
    newline = source.module.default_newline
    standard = [candidate for candidate in lines if _root(candidate) in sys.stdlib_module_names]
    relative = [candidate for candidate in lines if not _root(candidate)]
    if not lines or [*standard, *relative] != list(lines):
        return None
    if not relative:
        end = source.line_end(source.span(standard[-1].line).end)
        return Edit(end, end, newline * 2 + line)
    start = source.span(relative[0].line).start
    above = source.text[: source.line_start(start)].splitlines()
    if above and above[-1].strip():
        return None
    return Edit(start, start, line + newline * 2)


def _place_in(group: Sequence[ImportLine], imported: Imported) -> tuple[ImportLine, bool]:
    own = (1, imported.module.casefold())
    before = [line for line in group if _line_key(line) <= own]
    return (before[-1], True) if before else (group[0], False)


def _groups(source: Source, lines: Sequence[ImportLine]) -> list[list[ImportLine]]:
    """The imports by blocks: between two of a block there is nothing but a line break."""
    groups: list[list[ImportLine]] = []
    previous: Span | None = None
    for line in lines:
        span = source.span(line.line)
        between = None if previous is None else source.text[source.line_end(previous.end) : span.start]
        if between in ("\n", "\r\n", "\r"):
            groups[-1].append(line)
        else:
            groups.append([line])
        previous = span
    return groups


def _is_sorted(group: Sequence[ImportLine]) -> bool:
    keys = [_line_key(line) for line in group]
    return keys == sorted(keys)


def _line_key(line: ImportLine) -> tuple[int, str]:
    return int(isinstance(line.only, cst.ImportFrom)), module_of(line.only).casefold()


def _root(line: ImportLine) -> str:
    return module_of(line.only).partition(".")[0]


def _is_foreign(line: ImportLine) -> bool:
    root = _root(line)
    return bool(root) and root not in sys.stdlib_module_names


def _first_import(source: Source, line: str) -> Edit:
    """The import in a file that has none: behind the docstring, before the first other statement."""
    body = source.module.body
    behind = int(source.module.get_docstring() is not None)
    if len(body) <= behind:
        raise Unsafe("the first statement shares its line with the docstring")
    statement = body[behind]
    start = _first_offset(source, statement)
    newline = source.module.default_newline
    blank = 2 if isinstance(statement, (cst.FunctionDef, cst.ClassDef)) else 1
    return Edit(start, start, line + newline * (1 + blank))


def _first_offset(source: Source, statement: cst.CSTNode) -> int:
    if isinstance(statement, (cst.FunctionDef, cst.ClassDef)) and statement.decorators:
        return source.span(statement.decorators[0]).start
    return source.span(statement).start

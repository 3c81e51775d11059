"""The codemod: rewrites the changed nodes and turns the result into the smallest text edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import libcst as cst

from pooler_lint.fixes.calls import takes_keywords, with_keyword, without_arguments
from pooler_lint.fixes.changes import Change, Changes, changes_of
from pooler_lint.fixes.dicts import is_dict_call, new_dict, with_entry, with_unpacked, without_entries, wrapped
from pooler_lint.fixes.edits import difference
from pooler_lint.fixes.layout import Layout, reflowed
from pooler_lint.fixes.locate import header_end, statement_of
from pooler_lint.fixes.operations import Operation, Remove, Unsafe, target
from pooler_lint.fixes.queries import with_query
from pooler_lint.fixes.quotes import quote_in, requoted
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.spans import Span
from pooler_lint.fixes.statements import is_assigned_entry, without_statements
from pooler_lint.records import dataclass
from pooler_lint.report import Edit

_ONE_LINE = re.compile(r"[^\r\n\f]*")


@dataclass(frozen=True, slots=True)
class Root:
    """The outermost changed node of a place: its span with its own parentheses, and its new code."""

    span: Span
    region: Span
    code: str


def rewritten(source: Source, operations: Sequence[Operation], line_length: int) -> list[Edit]:
    """The edits that make these changes. Raises `Unsafe`."""
    if not operations:
        return []
    found = source.expressions(target(operation) for operation in operations)
    assigned = {
        operation.value: place
        for operation in operations
        if isinstance(operation, Remove) and (place := found.get(operation.value)) and is_assigned_entry(place)
    }
    statements = list(without_statements(source, assigned.values()))
    changes = changes_of([one for one in operations if target(one) not in assigned], found)
    quote = source.quote or '"'
    transformer = _Rewriter(source, changes, quote)
    roots = [_root(source, node, change, transformer) for node, change in _outermost(changes)]
    regions = (edit for region in _regions(roots) for edit in _region_edits(source, region, roots, line_length))
    return [*statements, *regions]


class _Rewriter(cst.CSTTransformer):
    """Makes each node's change when the walk leaves it, so that changes inside others come first."""

    def __init__(self, source: Source, changes: Changes, quote: str) -> None:
        super().__init__()
        self._source = source
        self._changes = changes
        self._around = {node for change in changes.values() for node in change.path}
        self._quote = quote
        self._unit = source.module.default_indent

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Return whether a change is inside of the node: a walk through all of LibCST's tree is slow."""
        return node in self._around

    def on_leave(  # type: ignore[override]
        self, original_node: cst.CSTNode, updated_node: cst.CSTNode
    ) -> cst.CSTNode:
        change = self._changes.get(original_node)
        if change is None or not isinstance(updated_node, cst.BaseExpression):
            return updated_node
        return self._changed(original_node, updated_node, change)

    def _changed(self, original: cst.CSTNode, node: cst.BaseExpression, change: Change) -> cst.BaseExpression:
        quote = self._quote_around(original, change)
        if change.replacement is not None:
            node = self._parsed(change.replacement, quote)
        if change.cuts:
            if change.replacement is not None:
                raise Unsafe("the text to remove stands in a value that is replaced")
            node = self._with_cuts(original, node, change.cuts)
        if change.query:
            node = _with_query(node, change)
        if change.entries or change.dict_entries:
            node = self._with_entries(node, change, quote)
        for value in change.unpacked:
            node = with_unpacked(node, self._parsed(value, quote), self._unit)
        if isinstance(node, cst.Call):
            node = self._with_keywords(node, change, quote)
        if not change.removed:
            return node
        if isinstance(node, cst.Call):
            return without_arguments(node, change.removed)
        return without_entries(cst.ensure_type(node, cst.Dict), change.removed)

    def _quote_around(self, node: cst.CSTNode, change: Change) -> str:
        """The quote character of the call or dict itself, else of the one that holds it, else of the file."""
        for place in (node, *reversed(change.path[-2:])):
            if isinstance(place, (cst.Call, cst.Dict)):
                span = self._source.span(place)
                quote = quote_in(self._source.text[span.start : span.end])
                if quote is not None:
                    return quote
        return self._quote

    def _with_entries(self, node: cst.BaseExpression, change: Change, quote: str) -> cst.BaseExpression:
        pairs = self._pairs(change.entries, quote)
        pairs += [(key, new_dict(self._pairs(inner, quote), quote)) for key, inner in change.dict_entries.items()]
        if isinstance(node, cst.Name) and node.value == "None":
            return new_dict(pairs, quote)
        if not isinstance(node, cst.Dict) and not is_dict_call(node):
            return wrapped(node, pairs, quote, self._unit)
        for key, value in pairs:
            node = with_entry(node, key, value, quote, self._unit)
        return node

    def _pairs(self, entries: dict[str, str], quote: str) -> list[tuple[str, cst.BaseExpression]]:
        return [(key, self._parsed(value, quote)) for key, value in entries.items()]

    def _with_keywords(self, call: cst.Call, change: Change, quote: str) -> cst.Call:
        if change.adds and not takes_keywords(call):
            raise Unsafe("the call's only argument is a generator expression")
        for name, entries in change.dict_keywords.items():
            call = with_keyword(call, name, new_dict(self._pairs(entries, quote), quote), self._unit)
        for name, new in change.held.items():
            call = with_keyword(call, name, self._parsed(new.source(), quote), self._unit)
        for name, value in change.keywords.items():
            call = with_keyword(call, name, self._parsed(value, quote), self._unit)
        return call

    def _parsed(self, code: str, quote: str) -> cst.BaseExpression:
        try:
            return self._source.parsed(requoted(code, quote))
        except cst.ParserSyntaxError as error:
            raise Unsafe(f"not an expression: {code}") from error

    def _with_cuts(self, original: cst.CSTNode, node: cst.BaseExpression, cuts: Iterable[Span]) -> cst.BaseExpression:
        if isinstance(node, cst.SimpleString):
            return node.with_changes(value=_without_cuts(node.value, self._source.span(original).start, cuts))
        if not isinstance(node, cst.FormattedString) or not isinstance(original, cst.FormattedString):
            raise Unsafe("the text to remove is not in a string literal")
        parts: list[cst.BaseFormattedStringContent] = []
        for old, part in zip(original.parts, node.parts, strict=True):
            if isinstance(part, cst.FormattedStringText):
                span = self._source.span(old)
                inside = [cut for cut in cuts if span.start <= cut.start and cut.end <= span.end]
                part = part.with_changes(value=_without_cuts(part.value, span.start, inside))
            parts.append(part)
        return node.with_changes(parts=parts)


def _with_query(node: cst.BaseExpression, change: Change) -> cst.BaseExpression:
    if not isinstance(node, (cst.SimpleString, cst.FormattedString)):
        raise Unsafe("the URL is not a string literal any more")
    return with_query(node, change.query, change.asked)


def _without_cuts(text: str, start: int, cuts: Iterable[Span]) -> str:
    for cut in sorted(cuts, key=lambda cut: cut.start, reverse=True):
        text = text[: cut.start - start] + text[cut.end - start :]
    return text


def _outermost(changes: Changes) -> list[tuple[cst.BaseExpression, Change]]:
    found: list[tuple[cst.BaseExpression, Change]] = []
    for node, change in changes.items():
        if isinstance(node, cst.BaseExpression) and not any(outer in changes for outer in change.path):
            found.append((node, change))
    return found


def _root(source: Source, node: cst.BaseExpression, change: Change, transformer: _Rewriter) -> Root:
    span = source.outer_span(node)
    indent = _block_indent(source.module, change.path)
    text = source.text[span.start : span.end]
    # Of one line, the code of the whole file shows that it comes back.
    if not _ONE_LINE.fullmatch(text) and _code(source.module, node, indent) != text:
        raise Unsafe("the code does not come back from the tree as it is written")
    changed = node.visit(transformer)
    statement = statement_of(change.path)
    if statement is None or not isinstance(changed, cst.BaseExpression):
        raise Unsafe("the expression is not part of a statement")
    start, end = source.span(statement).start, header_end(statement, source.span)
    region = Span(source.line_start(min(start, span.start)), source.line_end(max(end, span.end)))
    return Root(span, region, _code(source.module, changed, indent))


def _block_indent(module: cst.Module, path: Sequence[cst.CSTNode]) -> str:
    blocks = [node for node in path if isinstance(node, cst.IndentedBlock)]
    return "".join(module.default_indent if block.indent is None else block.indent for block in blocks)


def _code(module: cst.Module, node: cst.BaseExpression, indent: str) -> str:
    """The code of an expression as it would stand in a block with this indentation."""
    line = cst.SimpleStatementLine([cst.Expr(node)])
    newline = module.default_newline
    if not indent:
        made = cst.Module([line], default_newline=newline)
        return made.code.removesuffix(newline)
    block = cst.If(cst.Name("x"), cst.IndentedBlock([line], indent=indent))
    made = cst.Module([block], default_newline=newline)
    return made.code.removesuffix(newline).removeprefix(f"if x:{newline}{indent}")


def _regions(roots: Iterable[Root]) -> list[Span]:
    """The lines of the statements that hold a root; those that touch are one."""
    regions: list[Span] = []
    for region in sorted({root.region for root in roots}, key=lambda span: (span.start, span.end)):
        if regions and region.start <= regions[-1].end:
            regions[-1] = Span(regions[-1].start, max(regions[-1].end, region.end))
        else:
            regions.append(region)
    return regions


def _region_edits(source: Source, region: Span, roots: Iterable[Root], line_length: int) -> list[Edit]:
    inside = sorted(
        (root for root in roots if region.start <= root.span.start < region.end), key=lambda x: x.span.start
    )
    old = source.text[region.start : region.end]
    new = ""
    position = region.start
    for root in inside:
        new += source.text[position : root.span.start] + root.code
        position = root.span.end
    new += source.text[position : region.end]
    known = source.laid_out.get((region, new, line_length))
    if known is not None:
        return known
    if not source.layout.allows(region.end - region.start):
        return [
            edit
            for root in inside
            for edit in difference(source.text[root.span.start : root.span.end], root.code, root.span.start)
        ]
    layout = Layout(line_length, source.module.default_indent, _newline(source, old))
    edits = difference(old, reflowed(old, new, layout), region.start)
    source.laid_out[region, new, line_length] = edits
    return edits


def _newline(source: Source, text: str) -> str:
    for newline in ("\r\n", "\n", "\r"):
        if newline in text:
            return newline
    return source.module.default_newline

"""The text of one file as a LibCST tree, with every position as a code-point offset of that text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, zip_longest

import libcst as cst

from pooler_lint.fixes.importing import ImportLine, import_lines
from pooler_lint.fixes.locate import Finder, Found, comments_in
from pooler_lint.fixes.positions import Places, written
from pooler_lint.fixes.quotes import quote_in
from pooler_lint.fixes.spans import Span
from pooler_lint.index.deep import deep, extent
from pooler_lint.index.parsing import CORRECT, SPLIT, SPLIT_CODE, TOO_DEEP, TooLarge, parse
from pooler_lint.records import dataclass
from pooler_lint.report import Edit

MAX_NODES = 150_000
MAX_LEVELS = 1000
MAX_STATEMENTS = 5000
MAX_LINES = 100_000
"""What LibCST is given: it takes 40 µs and 2 KB for each node of Python's tree and each line, and cubic time for nested
expressions (1,000 levels: 0.8 s, 2,000: 6 s). Far beyond these numbers it ends the process.
https://github.com/Instagram/LibCST/issues/619"""

MOST_LAID_OUT = 200_000
"""Characters of statements that are laid out for the fixes of one file, which takes 20 µs for each of them. Where there
are more, such as hundreds of connections in one statement, new code stays on one line."""
MOST_PARSED = 2_000_000
"""Characters of statements that are parsed again for single fixes. Beyond that, only the whole fixed text is."""
MOST_JOINED = 5_000
"""Fixes that are put together again, in all, to find out which of them contradict each other."""

_LINE_END = re.compile(r"\r\n|\r|\n")
# LibCST leaves such a run out of the code that it counts positions in, and Python restarts the indentation after it.
_FEED_INDENT = re.compile(r"[ \t\f]*\f(?=[ \t]*[^ \t\f\r\n])")


# The exception's own line is not always that of its message.
_ERROR_PLACE = re.compile(r"error at (\d+):(\d+)")


class ParseFailure(Exception):
    """The text can't be parsed. `line` counts from 1, `column` from 1 in code points; `help` says what to do."""

    def __init__(self, message: str, line: int, column: int, help_text: str = CORRECT) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_text
        self.line = line
        self.column = column


class Budget:
    """How much of something the fixes of one file may still take."""

    __slots__ = ("_left",)

    def __init__(self, left: int) -> None:
        self._left = left

    def allows(self, amount: int) -> bool:
        """Take the amount; False if there was not enough left."""
        self._left -= amount
        return self._left >= 0


@dataclass(frozen=True, slots=True)
class Name:
    """How code calls something that it imports; `is_new`: it takes an import, `is_local`: in the function."""

    expression: str
    is_new: bool
    is_local: bool


class Source:
    """A parsed file: its text, its LibCST module, and where each node stands in the text."""

    def __init__(self, text: str, module: cst.Module, code: str, places: Places, feeds: Mapping[int, int]) -> None:
        """`code` is that of the tree, and `places` are places in it."""
        self.text = text
        self.module = module
        self._places = places
        self._feeds = feeds
        self._code_starts = None if code == text else _starts(code)
        self.layout, self.parsing, self.joining = Budget(MOST_LAID_OUT), Budget(MOST_PARSED), Budget(MOST_JOINED)
        self.laid_out: dict[tuple[Span, str, int], list[Edit]] = {}
        """The edits that give statements new texts: many fixes are tried alone, and then together with others."""
        self._config, self._parsed = module.config_for_parsing, dict[str, cst.BaseExpression]()
        self.names: dict[tuple[object, ...], Name] = {}
        self.imports: dict[tuple[object, ...], tuple[Edit, ...]] = {}
        self._imports: dict[cst.CSTNode, tuple[dict[int, int], list[ImportLine]]] = {}
        self._quote: tuple[str | None] | None = None
        self._finder = Finder(module, self.span)
        self._comments: dict[cst.CSTNode, tuple[tuple[int, str], ...]] = {}
        self._statements: dict[tuple[int, int], Span] = {}
        self._starts = _starts(text)

    def _offset(self, place: int) -> int:
        """Return the offset in the text for a place in the code of the tree."""
        if self._code_starts is not None:
            line = bisect_right(self._code_starts, place)
            place += self._starts[line - 1] + self._feeds.get(line, 0) - self._code_starts[line - 1]
        return min(place, len(self.text))  # the tree has a line break at the end

    def span(self, node: cst.CSTNode) -> Span:
        """Where this node stands, own parentheses not included."""
        start, end = self._places[id(node)]
        return Span(self._offset(start), self._offset(end))

    def outer_span(self, node: cst.BaseExpression) -> Span:
        """Where this expression stands, own parentheses included."""
        if not node.lpar:
            return self.span(node)
        return Span(self.span(node.lpar[0]).start, self.span(node.rpar[-1]).end)

    def line_of(self, offset: int) -> int:
        """The line (from 1) that this offset is in."""
        return bisect_right(self._starts, offset)

    def line_start(self, offset: int) -> int:
        """The offset at which the line of this offset starts."""
        return self._starts[self.line_of(offset) - 1]

    def line_end(self, offset: int) -> int:
        """The offset at which the line of this offset ends, its line break not included."""
        match = _LINE_END.search(self.text, offset)
        return match.start() if match else len(self.text)

    def expressions(self, spans: Iterable[Span]) -> dict[Span, Found]:
        """The expression at each of these spans, with the nodes around it; spans without one are left out."""
        return self._finder.expressions(spans)

    def around(self, span: Span) -> tuple[cst.CSTNode, ...]:
        """The nodes around the start of the span, from the module inwards."""
        return self._finder.around(span)

    def statement_around(self, edit: Edit) -> Span:
        """Return the lines of the innermost whole statement around an edit; the whole text where there is none."""
        known = self._statements.get((edit.start, edit.end))
        if known is None:
            known = self._statements[edit.start, edit.end] = self._statement_around(edit)
        return known

    def _statement_around(self, edit: Edit) -> Span:
        first, last = self.line_start(edit.start), self.line_end(edit.start)
        line = self.text[first:last]
        # An edit may stand where the line of the statement begins or ends.
        for offset in (edit.start, first + len(line) - len(line.lstrip()), first + len(line.rstrip()) - 1):
            path = self.around(Span(offset, offset))
            around = (node for outer, node in pairwise(path) if isinstance(outer, (cst.Module, cst.IndentedBlock)))
            statement = deque(around, maxlen=1)
            if statement:
                lines = self._lines(statement[0])
                # With a line go the blank lines behind it.
                if lines.start <= edit.start and not self.text[lines.end : edit.end].strip():
                    return Span(lines.start, max(lines.end, edit.end))
        return Span(0, len(self.text))

    def _lines(self, statement: cst.CSTNode) -> Span:
        span = self.span(statement)
        start = span.start
        if isinstance(statement, (cst.FunctionDef, cst.ClassDef)) and statement.decorators:
            start = self.span(statement.decorators[0]).start
        if self.text[span.end - 1 : span.end] in ("\n", "\r"):
            return Span(self.line_start(start), span.end)
        end = _LINE_END.search(self.text, span.end)
        return Span(self.line_start(start), end.end() if end else len(self.text))

    def comments(self, node: cst.CSTNode) -> tuple[tuple[int, str], ...]:
        """Return the comments inside a node, each with its line."""
        if node not in self._comments:
            span = self.span(node)
            lines = self.text[self.line_start(span.start) : self.line_end(span.end)]
            found = deep(lambda: comments_in(node)) if "#" in lines else []
            self._comments[node] = tuple((self.line_of(self.span(one).start), one.value) for one in found)
        return self._comments[node]

    def parsed(self, code: str) -> cst.BaseExpression:
        """Return the tree of new code, which most fixes of a file share. Raises `ParserSyntaxError`."""
        if code not in self._parsed:
            self._parsed[code] = cst.parse_expression(code, self._config)
        return self._parsed[code]

    def imports_before(self, block: cst.Module | cst.IndentedBlock, statement: cst.CSTNode) -> list[ImportLine]:
        """Return the lines of imports among the statements of the block that come before this one of them."""
        if block not in self._imports:
            places = {id(one): at for at, one in enumerate(block.body)}
            self._imports[block] = places, import_lines(block.body)
        places, lines = self._imports[block]
        return lines[: bisect_left(lines, places[id(statement)], key=lambda line: places[id(line.line)])]

    @property
    def quote(self) -> str | None:
        """The quote character of most string literals of the file, None where there are none."""
        if self._quote is None:
            self._quote = (quote_in(self.text),)
        return self._quote[0]

    def unconfirmed(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Those of the spans at which there is no call that stands exactly there."""
        found = self._finder.calls(spans)
        return tuple(span for span in spans if span not in found)


@lru_cache(maxsize=2)  # a repair looks at the text before and at the text after it, each several times
def parse_source(text: str) -> Source:
    """Parse the decoded text of a file (without a byte order mark). Raises `ParseFailure`."""
    return deep(lambda: _parse(text))


def _parse(text: str) -> Source:
    _refuse_extremes(text)
    parsable, feeds = _without_feed_indents(text)
    try:
        module = cst.parse_module(parsable)
    except cst.ParserSyntaxError as error:
        raise _failure(error) from None
    except Exception as error:  # the parser has no common base class for what it can't take
        raise ParseFailure(f"LibCST cannot parse it: {error}", 1, 1) from None
    code, places = written(module)
    _refuse_lost_text(code, parsable)
    return Source(text, module, code, places, feeds)


def _starts(text: str) -> list[int]:
    """Return where the lines of a text start."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def _refuse_extremes(text: str) -> None:
    try:
        found = extent(parse(text))
    except SyntaxError as error:
        raise ParseFailure(error.msg, error.lineno or 1, max(1, error.offset or 1)) from None
    except (RecursionError, MemoryError):  # the second is how Python's own parser says it
        raise ParseFailure(TOO_DEEP, 1, 1, SPLIT_CODE) from None
    except TooLarge as error:
        raise ParseFailure(str(error), 1, 1, SPLIT) from None
    except ValueError as error:
        raise ParseFailure(str(error), 1, 1) from None
    if len(text.splitlines()) > MAX_LINES:
        raise ParseFailure(f"it has more than {MAX_LINES:,} lines", 1, 1, SPLIT)
    if found.nodes > MAX_NODES:
        raise ParseFailure(f"it has {found.nodes:,} parts, and the limit is {MAX_NODES:,}", 1, 1, SPLIT)
    if found.levels > MAX_LEVELS:
        message = f"an expression nests {found.levels:,} levels deep, and the limit is {MAX_LEVELS:,}"
        raise ParseFailure(message, found.expression_line, 1, SPLIT_CODE)
    if found.statements > MAX_STATEMENTS:
        message = f"statements nest {found.statements:,} levels deep, and the limit is {MAX_STATEMENTS:,}"
        raise ParseFailure(message, found.statement_line, 1, SPLIT_CODE)


def _refuse_lost_text(code: str, text: str) -> None:
    """LibCST loses a line of only a backslash, and the space after `!r` in a text: a repair would lose it too."""
    # Line ends and blanks at the end are lost too, behind which nothing stands.
    if code == text:
        return
    code, text = (_LINE_END.sub("\n", one).rstrip() for one in (code, text))
    if code == text:
        return
    lines = zip_longest(code.split("\n"), text.split("\n"))
    line = next(number for number, (own, other) in enumerate(lines, start=1) if own != other)
    message = "LibCST does not give this line back as it is written: a lone backslash, or a space after `!r`, is lost"
    raise ParseFailure(message, line, 1, "change that line, or exclude the file")


def _failure(error: cst.ParserSyntaxError) -> ParseFailure:
    match = _ERROR_PLACE.search(error.message)
    if match is None:
        return ParseFailure(f"LibCST cannot parse it: {error.message}", error.editor_line, error.editor_column)
    return ParseFailure(f"LibCST cannot parse it: {error.message}", int(match[1]), max(1, int(match[2])))


def _without_feed_indents(text: str) -> tuple[str, dict[int, int]]:
    """The text without the form feeds in indentations, and how much was taken from which line."""
    if "\f" not in text:
        return text, {}
    pieces: list[str] = []
    feeds: dict[int, int] = {}
    starts = [0, *(match.end() for match in _LINE_END.finditer(text)), len(text)]
    for number, (start, end) in enumerate(pairwise(starts), start=1):
        line = text[start:end]
        match = _FEED_INDENT.match(line)
        if match:
            feeds[number] = match.end()
            line = line[match.end() :]
        pieces.append(line)
    return "".join(pieces), feeds

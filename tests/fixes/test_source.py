from __future__ import annotations

import ast
import sys

import libcst as cst
import pytest

from pooler_lint.check import fix_text
from pooler_lint.config import Settings
from pooler_lint.fixes.repair import Style
from pooler_lint.fixes.source import ParseFailure, Source, _failure, _refuse_extremes, _refuse_lost_text, parse_source
from pooler_lint.fixes.spans import Span
from pooler_lint.index.deep import Extent
from tests.fixes.helpers import CACHE_OFF, call_span, repair_all, repaired, request, span_of
from tests.table import each_row


@each_row(
    "text",
    [
        "x = connect(1)\n",
        "s = '日本日本'; x = connect(1)\n",
        "s = '\U0001f600'\r\nx = connect(1)\r\n",
        "a = 1\rx = connect(1)\r",
        "a = '''\x0c\u2028\x85'''; x = connect(1)\n",
        "a = 1\n\x0c\nx = connect(1)\n",
        "a = 1\n\x0cx = connect(1)\n",
        "\x0cx = connect(1)\n",
        "if a:\n    b = 1\n\x0c    x = connect(1)\n",
        "if a:\n    b = 1\n  \x0c    x = \x0c connect(1)\n",
        "x = (\n\x0c   connect(1))\n",
        "@connect(1)\ndef f(): pass\n",
        "if a:\n    @connect(1)\n    def f(): pass\n",
        "@connect(1)\nclass A: pass\n",
        "def f(a, b=connect(1)): pass\n",
        "x = (connect(1))\n",
        "x = f'{connect(1)}'\n",
        "async def f():\n\tasync with connect(1) as a, b: pass\n",
        "x = lambda: connect(1)",
        "x = [connect(1) for a in b if c]\n",
        "connect(1)(2)\n",
        "match connect(1):\n    case 1: pass\n",
        "try:\n    pass\nexcept connect(1):\n    pass\n",
    ],
)
def test_a_call_is_found_where_the_text_has_it(text: str) -> None:
    source = parse_source(text)
    span = call_span(text, "connect")
    assert source.unconfirmed([span]) == ()


def test_what_is_no_call_is_not_confirmed() -> None:
    text = "x = connect(1)\ny = connect\nz = 'connect(2)'\n"
    spans = [span_of(text, "connect(1)"), span_of(text, "connect", 1), span_of(text, "connect(2)"), Span(4, 13)]
    assert parse_source(text).unconfirmed(spans) == tuple(spans[1:])


def test_every_call_of_this_repository_is_confirmed() -> None:
    for module in (sys.modules["pooler_lint.fixes.splits"], sys.modules["pooler_lint.fixes.plan"]):
        assert module.__file__ is not None
        with open(module.__file__, encoding="utf-8", newline="") as file:
            text = file.read()
        assert text.isascii()
        starts = [0]
        for line in text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
        spans = [
            Span(
                starts[node.lineno - 1] + node.col_offset,
                starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0),
            )
            for node in calls
        ]
        assert len(spans) > 40
        assert parse_source(text).unconfirmed(spans) == ()


@each_row(("text", "line"), [("x = 1\ny = (\n", 2), ("x = = 1\n", 1), ("if a:\nb\n", 2)])
def test_a_syntax_error_names_its_line(text: str, line: int) -> None:
    with pytest.raises(ParseFailure) as caught:
        parse_source(text)
    assert caught.value.line == line
    assert caught.value.column >= 1
    assert caught.value.message


def test_what_only_python_parses_names_its_line_too() -> None:
    with pytest.raises(ParseFailure, match="expected INDENT") as caught:
        parse_source("x = 1\nif a:\n    \\\nbcd\n")
    assert (caught.value.line, caught.value.column) == (4, 3)


def test_a_call_deep_inside_an_expression_is_repaired() -> None:
    text = "x = " + " + ".join(["1"] * 1000) + " + connect(dsn)\n"
    limit = sys.getrecursionlimit()
    source = parse_source(text)
    edits = repair_all(source, [request(text, "connect", CACHE_OFF)], Style(line_length=100_000))
    assert [edit.content for edit in edits] == [", statement_cache_size=0"]
    assert sys.getrecursionlimit() == limit


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x = a" + ".b()" * 600, "an expression nests 1,201 levels deep"),
        ("if a:\n    pass\n" + "elif b:\n    pass\n" * 5100, "statements nest 5,102 levels deep"),
    ],
    ids=["chain", "elif"],
)
def test_what_would_end_the_process_is_refused(text: str, says: str) -> None:
    with pytest.raises(ParseFailure, match=says):
        parse_source(text)


@each_row("text", ["x = " + "(" * 3000 + "1" + ")" * 3000, "x = " + "-" * 50_000 + "1", "x = '\0'"])
def test_what_python_does_not_parse_never_reaches_the_other_parser(text: str) -> None:
    with pytest.raises(ParseFailure):
        parse_source(text)


@each_row("feed", ["\x0c", "    \x0c", "\x0c\x0c"])
def test_a_repair_keeps_form_feeds(feed: str) -> None:
    text = f"import asyncpg\n{feed}x = asyncpg.connect(dsn)\n{feed}\ny = 1\n"
    assert repaired(text, request(text, "asyncpg.connect", CACHE_OFF)) == text.replace(
        "(dsn)", "(dsn, statement_cache_size=0)"
    )


def test_lines_and_offsets() -> None:
    source: Source = parse_source("a = 1\r\nb = 2\n\x0cc = 3\n")
    assert [source.line_of(offset) for offset in (0, 6, 7, 12, 13)] == [1, 1, 2, 2, 3]
    assert source.line_start(9) == 7
    assert source.line_end(0) == 5


LOST = [("\\\nx = f()\n", 1), ("a\n\\\nx = f()\n", 2), ("if 1:\r\n    a\r\n    \\\r\n  x = f()\r\n", 3)]
if sys.version_info >= (3, 12):
    LOST.append(("x = f(\nf'{b!r :>3}')\n", 2))


@each_row(("text", "line"), LOST)
def test_what_the_tree_loses_is_refused(text: str, line: int) -> None:
    """Every position after it would be that of the line before."""
    with pytest.raises(ParseFailure, match="does not give this line back") as caught:
        parse_source(text)
    assert caught.value.line == line


@each_row("text", ["x = '''\n\\\n'''\n", "x = (\n\\\n1)\n", "x = 1 + \\\n  \\\n  f()\n"])
def test_a_backslash_that_the_tree_keeps_is_none(text: str) -> None:
    assert parse_source(text).module.code == text


@each_row(
    ("message", "line", "column"),
    [
        ("parser error: error at 2:4: expected INDENT", 2, 4),
        ("parser error: error at 3:0: expected )", 3, 1),
        ("tokenizer error: unterminated string literal", 5, 8),
    ],
)
def test_the_place_in_the_message_counts(message: str, line: int, column: int) -> None:
    raised = cst.ParserSyntaxError(message, lines=["x = 1 + 2"] * 5, raw_line=5, raw_column=7)
    failure = _failure(raised)
    assert (failure.message, failure.line, failure.column) == (f"LibCST cannot parse it: {message}", line, column)


def test_what_the_tree_loses_is_told_in_words() -> None:
    with pytest.raises(ParseFailure) as caught:
        parse_source("a\n\\\nx = f()\n")
    assert (caught.value.message, caught.value.line, caught.value.column) == (
        "LibCST does not give this line back as it is written: a lone backslash, or a space after `!r`, is lost",
        2,
        1,
    )


@each_row(
    ("text", "message", "line", "column"),
    [("a = 1\nx = )\n", "unmatched ')'", 2, 5), ("x = '\0'\n", "source code string cannot contain null bytes", 1, 1)],
)
def test_a_failure_has_its_place(text: str, message: str, line: int, column: int) -> None:
    with pytest.raises(ParseFailure) as caught:
        parse_source(text)
    assert (caught.value.message, caught.value.line, caught.value.column) == (message, line, column)


@pytest.mark.parametrize(
    ("limit", "extent", "message"),
    [
        ("MAX_NODES", 4, "it has 5 parts, and the limit is 4"),
        ("MAX_LEVELS", 2, "an expression nests 3 levels deep, and the limit is 2"),
        ("MAX_STATEMENTS", 1, "statements nest 2 levels deep, and the limit is 1"),
    ],
)
def test_what_is_tried_at_most(limit: str, extent: int, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "if a:\n    f(b)\n"
    found = Extent(nodes=5, levels=3, expression_line=2, statements=2, statement_line=1)
    monkeypatch.setattr("pooler_lint.fixes.source.extent", lambda tree: found)
    monkeypatch.setattr(f"pooler_lint.fixes.source.{limit}", extent + 1)
    _refuse_extremes(text)
    monkeypatch.setattr(f"pooler_lint.fixes.source.{limit}", extent)
    with pytest.raises(ParseFailure) as caught:
        _refuse_extremes(text)
    assert caught.value.message == message


@each_row("end", ["\n\n ", "\n\n\t", "\r\r ", "\n\n\n    ", "\r\n \r\n ", "\r"])
def test_blanks_at_the_end_stand_in_the_way_of_no_repair(end: str) -> None:
    text = f"import asyncpg\nx = asyncpg.connect(dsn){end}"
    assert repaired(text, request(text, "asyncpg.connect", CACHE_OFF)) == text.replace(
        "(dsn)", "(dsn, statement_cache_size=0)"
    )


@each_row(("code", "text", "line"), [("a\n", "a\n\\\n", 2), ("a\nc\n", "a\nb\nc\n", 2)])
def test_the_first_line_that_is_lost_is_named(code: str, text: str, line: int) -> None:
    with pytest.raises(ParseFailure) as caught:
        _refuse_lost_text(code, text)
    assert caught.value.line == line


LONG = "pool = asyncpg.create_pool(dsn='postgresql://app@pgbouncer.internal:6432/shop', min_size=1, max_size=4)\n"


def test_beyond_the_limit_of_the_layout_a_fix_stays_on_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pooler_lint.fixes.source.MOST_LAID_OUT", 0)
    fixed = fix_text(f"import asyncpg\n{LONG}", "a.py", Settings()).fixed_text
    assert fixed is not None
    assert fixed.count("\n") == 2
    assert fixed.endswith(", statement_cache_size=0)\n")


def test_a_file_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pooler_lint.fixes.source.MAX_LINES", 3)
    with pytest.raises(ParseFailure, match="more than 3 lines"):
        parse_source("a = 1\n" * 4)

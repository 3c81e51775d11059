"""Ways through the repair that few files take, each asked of the part that takes it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import libcst as cst
import pytest

from pooler_lint.fixes.changes import Change, New, changes_of
from pooler_lint.fixes.imports import written
from pooler_lint.fixes.operations import AddQuery, CutText, Operation, Remove, Replace, Unsafe
from pooler_lint.fixes.operators import weakest_operators
from pooler_lint.fixes.plan import Request, Style, planned
from pooler_lint.fixes.rewrite import rewritten
from pooler_lint.fixes.rows import rows_of
from pooler_lint.fixes.slots import statement_after
from pooler_lint.fixes.source import ParseFailure, parse_source
from pooler_lint.fixes.sources import Sources
from pooler_lint.fixes.spans import Span
from pooler_lint.fixes.suppression import file_ignored, suppressed
from pooler_lint.model import DropArgument, DropOption, SetOption
from pooler_lint.slots import DictEntry, Field, Imported, Nowhere, OptionKind, Slots, UrlQuery
from pooler_lint.values import Dict
from tests.fixes.helpers import CACHE_OFF, FILE, NULL_POOL, can_repair, option, placed, repaired, request, span_of
from tests.table import each_row

NULL = Imported("sqlalchemy.pool", "NullPool")
IN_QUERY = SetOption("prepared_statement_cache_size", "0", driver=True)


def why_not(text: str, finding: object) -> str:
    with pytest.raises(Unsafe) as caught:
        planned(Sources(parse_source(text), FILE), finding, Style())  # type: ignore[arg-type]
    return str(caught.value)


def test_a_repeated_keyword_is_left_to_its_author() -> None:
    text = "f(x, a=1, a=2)\n"
    assert "given a keyword twice" in why_not(text, request(text, "f", CACHE_OFF))


def test_a_library_without_a_place_for_options_gets_none() -> None:
    text = "f(x)\n"
    found = request(text, "f", CACHE_OFF, slots=Slots(driver=Nowhere("there is no place")))
    assert why_not(text, found) == "there is no place"


def test_a_query_needs_a_url() -> None:
    text = "f(x)\n"
    assert "the URL comes from" in why_not(text, request(text, "f", IN_QUERY, slots=Slots(driver=UrlQuery(None))))


def test_what_is_held_has_to_be_seen() -> None:
    text = "f(x)\n"
    hidden = Field("engine", Imported("pools", "Pool"), is_hidden=True)
    assert "would belong to a place" in why_not(text, request(text, "f", NULL_POOL, slots=Slots(hidden)))
    lost = Field("engine", Imported("pools", "Pool"), placed(Span(0, 3)))
    assert why_not(text, request(text, "f", NULL_POOL, slots=Slots(lost))) == "engine does not stand in the text"


def test_an_object_from_elsewhere_may_serve_others_too() -> None:
    text = "f(engine=make())\nother = Pool()\n"
    shared = Field("engine", Imported("pools", "Pool"), placed(span_of(text, "Pool()")))
    assert "used in other places" in why_not(text, request(text, "f", NULL_POOL, slots=Slots(shared)))


def test_entries_go_into_the_dict_that_the_keyword_has() -> None:
    text = 'f(x, connect_args={"a": 1})\n'
    assert repaired(text, request(text, "f", CACHE_OFF, holder="connect_args")) == (
        'f(x, connect_args={"a": 1, "statement_cache_size": 0})\n'
    )


def test_there_must_be_an_expression_where_the_options_are_said_to_be() -> None:
    text = "f(x, y)\n"
    found = request(text, "f", CACHE_OFF, holder="connect_args", driver_dict_span=Span(4, 7))
    assert "no expression at the place" in why_not(text, found)


@each_row("span", [Span(2, 3), Span(0, 4)])
def test_an_argument_that_goes_has_to_stand_there(span: Span) -> None:
    text = "f(x)\n"
    assert "no argument k" in why_not(text, request(text, "f", DropArgument(placed(span), "k")))


def edits(text: str, *operations: Operation) -> str:
    with pytest.raises(Unsafe) as caught:
        rewritten(parse_source(text), operations, 88)
    return str(caught.value)


def test_a_keyword_of_a_class_is_none_of_a_call() -> None:
    text = "class A(metaclass=M):\n    pass\n"
    source, operation = parse_source(text), Remove(span_of(text, "M"))
    with pytest.raises(Unsafe, match="not in a call or a dict"):
        changes_of([operation], source.expressions([operation.value]))


def test_a_comment_that_belongs_to_no_entry_keeps_the_dict() -> None:
    text = 'f(x, a={\n    "k": 1,\n    # why\n})\n'
    dropped = DropOption("k", OptionKind.DRIVER)
    finding = request(text, "f", dropped, options=[option("k", OptionKind.DRIVER, span_of(text, "1"))])
    assert repaired(text, finding) == "f(x, a={\n    # why\n})\n"


def test_new_code_has_to_be_an_expression() -> None:
    text = "f(x, a=1)\n"
    assert edits(text, Replace(span_of(text, "1"), "2 +")) == "not an expression: 2 +"


def test_a_query_needs_a_literal() -> None:
    text = "f(x)\n"
    assert "not a string literal" in edits(text, AddQuery(span_of(text, "x"), "k", "1", False))


def test_statements_after_a_block_would_be_in_it() -> None:
    text = "if x:\n    a = 1\n"
    with pytest.raises(Unsafe, match="in a block"):
        statement_after(parse_source(text), span_of(text, "1"), "S", "k", "1")


@each_row(
    ("text", "after"),
    [
        # a star says nothing of the names that come with it
        (
            "from sqlalchemy.pool import *\n\nf(x)\n",
            "from sqlalchemy.pool import *\nfrom sqlalchemy.pool import NullPool\n\nf(x, poolclass=NullPool)\n",
        ),
        # one name behind the bracket, on the line of the import
        (
            "from sqlalchemy.pool import (QueuePool,\n)\n\nf(x)\n",
            "from sqlalchemy.pool import (QueuePool,\n)\nfrom sqlalchemy.pool import NullPool\n\n"
            "f(x, poolclass=NullPool)\n",
        ),
        # the first alias is taken too
        (
            "import os\n\nNullPool = SqlalchemyNullPool = None\nf(x)\n",
            "import os\n\nfrom sqlalchemy.pool import NullPool as SqlalchemyNullPool2\n\n"
            "NullPool = SqlalchemyNullPool = None\nf(x, poolclass=SqlalchemyNullPool2)\n",
        ),
    ],
)
def test_imports_beside_others(text: str, after: str) -> None:
    assert repaired(text, request(text, "f", NULL_POOL)) == after


@each_row(
    "names",
    ["(AssertionPool, QueuePool, SingletonThreadPool, StaticPool)", "AssertionPool, QueuePool, \\\n    StaticPool"],
)
def test_a_long_import_in_brackets_stays_as_it_is(names: str) -> None:
    text = f"from sqlalchemy.pool import {names}\n\nf(x)\n"
    result = repaired(text, request(text, "f", NULL_POOL), line_length=60)
    assert f"from sqlalchemy.pool import {names}\n" in result
    assert "from sqlalchemy.pool import NullPool\n" in result


def test_a_function_on_one_line_has_no_room_for_an_import() -> None:
    text = "def g(): import sqlalchemy\ndef h(): return f(x)\n"
    source = parse_source(text)
    path = source.around(span_of(text, "f(x)"))
    with pytest.raises(Unsafe, match="no line before which"):
        written(source, NULL, path, 88)


@each_row(
    ("text", "operators"),
    [
        ("-a + b", ["+"]),
        ("not a and b", ["and"]),
        ("a not in b", ["not"]),
        ("a is not b", ["is"]),
        ("a if b else c", ["if", "else"]),
        ("a", []),
    ],
)
def test_operators_that_an_expression_is_split_at(text: str, operators: list[str]) -> None:
    rows = rows_of(text)
    top = rows.top_level(range(len(rows.tokens)))
    assert [rows.tokens[place].text for place in weakest_operators(rows, top)] == operators


@each_row(
    "text",
    [
        "try:\n    pass\nexcept f(x):  # noqa: PGB101\n    pass\n",
        "match y:\n    case 1 if f(x):  # noqa: PGB101\n        pass\n",
    ],
)
def test_comments_on_the_heads_of_blocks_silence_too(text: str) -> None:
    source = parse_source(text)
    assert suppressed(source, span_of(text, "f(x)"), "PGB101", inside_only=False)
    assert not suppressed(source, span_of(text, "f(x)"), "PGB102", inside_only=False)


def test_two_repairs_in_one_statement_are_one_region() -> None:
    text = "a = f(x); b = f(y)\n"
    first, second = (request(text, "f", CACHE_OFF, nth=nth) for nth in (0, 1))
    assert repaired(text, first, second) == ("a = f(x, statement_cache_size=0); b = f(y, statement_cache_size=0)\n")


def test_an_empty_dict_is_its_own_place() -> None:
    text = "f(x, connect_args={})\n"
    literal = Dict((), place=placed(span_of(text, "{}")))
    assert repaired(text, request(text, "f", CACHE_OFF, holder="connect_args", driver_dict=literal)) == (
        'f(x, connect_args={"statement_cache_size": 0})\n'
    )


def test_what_is_more_than_a_statement_has_no_comments_of_its_own() -> None:
    text = "f(x)\ng(x)  # noqa\n"
    assert not suppressed(parse_source(text), Span(0, len(text)), "PGB101", inside_only=False)


def test_an_expression_outside_of_statements_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pooler_lint.fixes.rewrite.statement_of", lambda path: None)
    text = "f(x, a=1)\n"
    assert "not part of a statement" in edits(text, Replace(span_of(text, "1"), "2"))


def test_text_is_cut_out_of_literals_alone() -> None:
    text = "f(x)\n"
    assert "not in a string literal" in edits(text, CutText(span_of(text, "x"), span_of(text, "x")))


def test_repairs_in_a_head_and_behind_it_on_one_line() -> None:
    text = "if f(x): b = f(y)\n"
    both = [request(text, "f", CACHE_OFF, nth=nth) for nth in (0, 1)]
    assert repaired(text, *both) == "if f(x, statement_cache_size=0): b = f(y, statement_cache_size=0)\n"


def test_a_comment_behind_the_last_argument_makes_one_line_each() -> None:
    text = "f(x,  # why\n)\n"
    assert repaired(text, request(text, "f", CACHE_OFF)) == "f(x,  # why\n    statement_cache_size=0,\n)\n"


def other_way(found: Request, **changes: Any) -> Request:
    """The finding, beside another way through the code on which this is given."""
    other = replace(found.case, **changes)
    return replace(found, site=replace(found.site, cases=(found.case, other)))


def test_nothing_is_given_twice_on_another_way() -> None:
    text = "f(x, **more)\n"
    found = request(text, "f", CACHE_OFF)
    assert "given twice" in why_not(text, other_way(found, options=(option(CACHE_OFF.name, OptionKind.CALL),)))
    inside = request(text, "f", CACHE_OFF, holder="connect_args")
    assert "given twice" in why_not(text, other_way(inside, slots=Slots(driver=DictEntry("connect_args", Dict(())))))
    hidden = request(text, "f", CACHE_OFF, holder="connect_args", driver_dict=Dict(()))
    assert "does not show" in why_not(text, hidden)


@pytest.mark.parametrize(("error", "says"), [(MemoryError(), "nests too deep"), (ValueError("null bytes"), "null")])
def test_what_python_can_not_parse(error: Exception, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str) -> None:
        raise error

    monkeypatch.setattr("pooler_lint.fixes.source.parse", refuse)
    with pytest.raises(ParseFailure, match=says):
        parse_source("a = 'never seen before'\n")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (cst.ParserSyntaxError("odd", lines=["x"], raw_line=1, raw_column=0), "odd"),
        (RuntimeError("the parser gave up"), "gave up"),
    ],
)
def test_what_the_tree_can_not_take(error: Exception, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str) -> None:
        raise error

    monkeypatch.setattr("pooler_lint.fixes.source.cst.parse_module", refuse)
    with pytest.raises(ParseFailure, match=says):
        parse_source("a = 'not seen either'\n")


def test_a_file_is_ignored_by_what_stands_before_an_error() -> None:
    assert file_ignored("# pooler-lint: ignore-file\nx = (\n")
    assert not file_ignored("x = (\n'''\n# pooler-lint: ignore-file\n")


@each_row(("url", "after"), [('x + "?k=1"', "x"), ('"?k=1" + x', None), ('x + ("a" "://b?k=1" + y)', None)])
def test_a_query_is_not_cut_where_the_url_goes_on(url: str, after: str | None) -> None:
    text = f"f({url})\n"
    drop = request(text, "f", DropOption("k", OptionKind.QUERY), options=[option("k", OptionKind.QUERY)])
    assert can_repair(text, drop) == (after is not None)
    assert after is None or repaired(text, drop) == f"f({after})\n"


@each_row(
    "change",
    [
        Change((), keywords={"a": "1"}),
        Change((), dict_keywords={"a": {"b": "1"}}),
        Change((), entries={"a": "1"}),
        Change((), dict_entries={"a": {"b": "1"}}),
        Change((), held={"a": New(None, {"b": "1"})}),
    ],
)
def test_a_change_that_adds_something(change: Change) -> None:
    assert change.adds
    assert not Change((), "1", removed={1}).adds

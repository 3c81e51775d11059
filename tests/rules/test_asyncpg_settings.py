"""How SQLAlchemy's asyncpg dialect is set up: all the values that are possible for each setting."""

from __future__ import annotations

from typing import Any

from pooler_lint.model import Use
from pooler_lint.rules.asyncpg_settings import AsyncpgSettings, needs_name_function, outcome, read_settings, repair
from pooler_lint.values import ClassOf, Dict, Entry, Function, Known, OneOf, Symbol, Value
from tests.construct_conditions import opaque
from tests.rules.building import EMPTY_NAME, UNKNOWN, UUID_NAME, call_use, context, make_case, make_site
from tests.table import each_row

ON, OFF, EITHER = frozenset({"on"}), frozenset({"off"}), frozenset({"on", "off"})
NO, YES, PERHAPS = frozenset({"no"}), frozenset({"yes"}), frozenset({"yes", "no"})
DEFAULT, UNIQUE, EMPTY = frozenset({"default"}), frozenset({"unique"}), frozenset({"empty"})
CLASS, PERHAPS_CLASS = frozenset({"class"}), frozenset({"default", "class"})
SOME_FUNCTION = frozenset({"unique", "empty", "constant"})
ANY = SOME_FUNCTION | PERHAPS_CLASS
WHERE = frozenset({(opaque("x"), True)})


def read(*uses: Use, **given: Any) -> AsyncpgSettings:
    case = make_case("asyncpg", **given)
    return read_settings(make_site("sqlalchemy", case, uses=uses), case)


def test_nothing_is_given() -> None:
    assert read() == AsyncpgSettings(ON, ON, DEFAULT, NO)
    assert read(driver_options={}) == AsyncpgSettings(ON, ON, DEFAULT, NO)


@each_row("hidden", [{"hidden": "**more"}, {"hidden_driver_options": "**more"}])
def test_more_is_given_than_is_seen(hidden: dict[str, str]) -> None:
    assert read(**hidden) == AsyncpgSettings(EITHER, EITHER, ANY, NO)
    given = {"statement_cache_size": 0, "prepared_statement_cache_size": 5, "prepared_statement_name_func": EMPTY_NAME}
    assert read(driver_options=given, **hidden) == AsyncpgSettings(OFF, ON, EMPTY, NO)
    assert read(query={"prepared_statement_cache_size": "0"}, **hidden).prepared_cache == EITHER


@each_row(
    ("value", "statement", "prepared"),
    [(0, OFF, OFF), (100, ON, ON), (UNKNOWN, EITHER, EITHER), (None, ON, OFF), ("", ON, OFF), (False, OFF, OFF)],
)
def test_the_sizes_of_the_caches(value: object, statement: frozenset[str], prepared: frozenset[str]) -> None:
    assert read(driver_options={"statement_cache_size": value}).statement_cache == statement
    assert read(driver_options={"prepared_statement_cache_size": value}).prepared_cache == prepared


@each_row(("value", "prepared"), [("0", OFF), (" 0", OFF), ("00", ON), ("5", ON), (UNKNOWN, EITHER)])
def test_the_size_in_the_url(value: object, prepared: frozenset[str]) -> None:
    settings = read(query={"prepared_statement_cache_size": value, "statement_cache_size": "0"})
    assert (settings.statement_cache, settings.prepared_cache) == (ON, prepared)


def test_what_stands_elsewhere_does_not_count() -> None:
    elsewhere = {"statement_cache_size": 0, "prepared_statement_cache_size": 0, "connection_class": UNKNOWN}
    settings = read(call={**elsewhere, "prepared_statement_name_func": UUID_NAME})
    assert settings == AsyncpgSettings(ON, ON, DEFAULT, NO)


@each_row(
    ("function", "names"),
    [
        (None, DEFAULT),
        (5, SOME_FUNCTION),
        (UNKNOWN, SOME_FUNCTION),
        (EMPTY_NAME, EMPTY),
        (UUID_NAME, UNIQUE),
        (Function("f", Known(None)), DEFAULT),
        (Function("f", Known("x")), frozenset({"constant"})),
        (Function("f", UNKNOWN), SOME_FUNCTION),
        (
            Function("f", OneOf(((WHERE, Known("")), (frozenset(), Known("y"))))),
            frozenset({"empty", "constant"}),
        ),
    ],
)
def test_the_names_of_a_function(function: object, names: frozenset[str]) -> None:
    assert read(driver_options={"prepared_statement_name_func": function}).names == names


def _class(*bases: Value, **members: Value) -> ClassOf:
    return ClassOf("C", bases, tuple(Entry(name, value) for name, value in members.items()))


@each_row(
    ("made", "names"),
    [
        (UNKNOWN, PERHAPS_CLASS),
        (_class(Symbol("asyncpg.Connection"), _get_unique_id=Function("f", UUID_NAME.returns)), CLASS),
        (_class(Symbol("asyncpg.Connection"), _get_unique_id=Function("f", Known("x"))), PERHAPS_CLASS),
        (_class(Symbol("asyncpg.Connection"), _get_unique_id=UNKNOWN), PERHAPS_CLASS),
        (_class(Symbol("asyncpg.Connection"), other=UNKNOWN), DEFAULT),
        (_class(Symbol("asyncpg.connection.Connection")), DEFAULT),
        (_class(Symbol("house.Connection")), PERHAPS_CLASS),
        (_class(Symbol("asyncpg.Connection"), Symbol("house.Mixin")), PERHAPS_CLASS),
        (_class(UNKNOWN), PERHAPS_CLASS),
    ],
)
def test_the_names_of_a_class(made: Value, names: frozenset[str]) -> None:
    assert read(driver_options={"connection_class": made}).names == names


@each_row(
    ("call", "uses", "autocommit"),
    [
        ({"isolation_level": "AUTOCOMMIT"}, (), YES),
        ({"isolation_level": "autocommit"}, (), YES),
        ({"isolation_level": "SERIALIZABLE"}, (), NO),
        ({"isolation_level": 5}, (), NO),
        ({"isolation_level": UNKNOWN}, (), PERHAPS),
        ({"execution_options": Dict((Entry("isolation_level", Known("AUTOCOMMIT")),))}, (), YES),
        ({"execution_options": Dict((Entry("isolation_level", UNKNOWN),))}, (), PERHAPS),
        ({"execution_options": Dict((Entry("other", UNKNOWN),))}, (), NO),
        ({"execution_options": UNKNOWN}, (), NO),
        (
            {"isolation_level": UNKNOWN, "execution_options": Dict((Entry("isolation_level", Known("x")),))},
            (),
            PERHAPS,
        ),
        ({}, (call_use("execution_options", isolation_level="AUTOCOMMIT"),), YES),
        ({}, (call_use("connect", "execution_options", isolation_level="AUTOCOMMIT"),), YES),
        ({}, (call_use("execution_options", isolation_level=UNKNOWN),), PERHAPS),
        ({}, (call_use("execution_options", other=UNKNOWN),), NO),
        ({}, (call_use("other", isolation_level="AUTOCOMMIT"),), NO),
        ({"isolation_level": UNKNOWN}, (call_use("execution_options", isolation_level="AUTOCOMMIT"),), YES),
    ],
)
def test_autocommit(call: dict[str, Any], uses: tuple[Use, ...], autocommit: frozenset[str]) -> None:
    assert read(*uses, call=call).autocommit == autocommit


@each_row("name", ["isolation_level", "execution_options"])
def test_autocommit_among_the_options_of_the_driver_is_none(name: str) -> None:
    for value in ("AUTOCOMMIT", Dict((Entry("isolation_level", Known("AUTOCOMMIT")),))):
        assert read(driver_options={name: value}).autocommit == NO


def test_names_that_are_not_known_ask_for_no_function() -> None:
    assert not needs_name_function(AsyncpgSettings(ON, ON, PERHAPS_CLASS, NO), context())
    assert needs_name_function(AsyncpgSettings(ON, ON, DEFAULT, NO), context())


def test_what_becomes_of_the_queries() -> None:
    assert outcome(AsyncpgSettings(OFF, ON, DEFAULT, NO), context()) == "fails"
    new = context(asyncpg=">=0.31", sqlalchemy="2.1")
    assert outcome(AsyncpgSettings(ON, ON, DEFAULT, NO), new) == "fails"
    assert outcome(AsyncpgSettings(OFF, OFF, UNIQUE, NO), new) == "ok"
    assert outcome(AsyncpgSettings(EITHER, OFF, DEFAULT, NO), new) == "unsure"
    assert [wish.name for wish in repair(AsyncpgSettings(ON, OFF, DEFAULT, NO), context())] == [
        "statement_cache_size",
        "prepared_statement_name_func",
    ]

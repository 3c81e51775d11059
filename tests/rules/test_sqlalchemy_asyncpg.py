"""PGB102: the full set of options for SQLAlchemy with asyncpg."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pooler_lint.model import Address, Breaks, CannotTell, Endpoint, Fine, SetOption, Use, Verdict
from pooler_lint.rules.asyncpg_settings import AsyncpgSettings
from pooler_lint.rules.pgb102_sqlalchemy_asyncpg import SqlalchemyAsyncpg, unsure_because
from pooler_lint.values import Attribute, Called, ClassOf, Dict, Entry, Function, Known, OneOf, Symbol, Value
from tests.construct_conditions import opaque
from tests.rules import building
from tests.rules.building import EMPTY_NAME, LOSING, SQLITE, UNKNOWN, UUID_NAME, call_use, context, make_case, make_site
from tests.table import each_row

STATEMENT = {"statement_cache_size": 0}
PREPARED = {"prepared_statement_cache_size": 0}
BOTH = {**STATEMENT, **PREPARED}
UUID: dict[str, Any] = {"prepared_statement_name_func": UUID_NAME}
EMPTY: dict[str, Any] = {"prepared_statement_name_func": EMPTY_NAME}
NULL_POOL: dict[str, Any] = {"poolclass": Symbol("sqlalchemy.pool.NullPool")}
AUTOCOMMIT: dict[str, Any] = {"isolation_level": "AUTOCOMMIT"}
UNIQUE_CLASS = ClassOf(
    "Unique", (Symbol("asyncpg.Connection"),), (Entry("_get_unique_id", Function("_get_unique_id", UUID_NAME.returns)),)
)
CLASS: dict[str, Any] = {"connection_class": UNIQUE_CLASS}

OLD = {"asyncpg": "0.30", "sqlalchemy": "2.0.30"}
NEW = {"asyncpg": ">=0.31", "sqlalchemy": "2.1"}
ANCIENT = {"asyncpg": "0.27", "sqlalchemy": "1.4"}


def judge(
    driver_options: Mapping[str, Any],
    call: Mapping[str, Any] | None = None,
    versions: Mapping[str, str] | None = None,
    query: Mapping[str, Any] | None = None,
    endpoint: Endpoint = LOSING,
    hidden: str | None = None,
    hidden_driver_options: str | None = None,
    uses: tuple[Use, ...] = (),
) -> Verdict:
    case = make_case(
        "asyncpg",
        call=call,
        driver_options=driver_options or None,
        query=query,
        hidden=hidden,
        hidden_driver_options=hidden_driver_options,
    )
    return SqlalchemyAsyncpg().judge(
        make_site("sqlalchemy", case, uses=uses), case, endpoint, context(**(versions or {}))
    )


def wishes(verdict: Verdict) -> dict[str, object]:
    assert isinstance(verdict, Breaks), verdict
    assert all(isinstance(wish, SetOption) and wish.driver for wish in verdict.wishes)
    return {wish.name: wish.value for wish in verdict.wishes if isinstance(wish, SetOption)}


@each_row(
    ("driver_options", "call", "old", "new", "unknown"),
    [
        ({}, {}, Breaks, Breaks, Breaks),
        ({}, NULL_POOL, Breaks, Breaks, Breaks),
        (STATEMENT, {}, Breaks, Fine, Breaks),
        (PREPARED, {}, Breaks, Breaks, Breaks),
        (BOTH, {}, Breaks, Fine, CannotTell),
        (BOTH, NULL_POOL, Breaks, Fine, CannotTell),
        (UUID, NULL_POOL, Breaks, Breaks, Breaks),
        (UUID, {}, Breaks, Breaks, Breaks),
        ({**STATEMENT, **UUID}, {}, Breaks, Breaks, Breaks),
        ({**BOTH, **UUID}, {}, Fine, Fine, Fine),
        ({**BOTH, **UUID}, AUTOCOMMIT, Breaks, Breaks, Breaks),
        (BOTH, AUTOCOMMIT, Breaks, Fine, CannotTell),
        ({**BOTH, **EMPTY}, {}, Fine, Fine, Fine),
        ({**BOTH, **EMPTY}, AUTOCOMMIT, Fine, Fine, Fine),
        ({**BOTH, **CLASS}, {}, Fine, Fine, Fine),
        ({**BOTH, **CLASS}, AUTOCOMMIT, Breaks, Fine, CannotTell),
        (CLASS, {}, Breaks, Breaks, Breaks),
    ],
)
def test_agrees_with_the_measurements(
    driver_options: dict[str, Any], call: dict[str, Any], old: type, new: type, unknown: type
) -> None:
    assert type(judge(driver_options, call, OLD)) is old
    assert type(judge(driver_options, call, NEW)) is new
    assert type(judge(driver_options, call)) is unknown


@each_row(
    ("driver_options", "call", "versions", "expected"),
    [
        ({}, {}, {}, ["statement_cache_size", "prepared_statement_cache_size", "prepared_statement_name_func"]),
        ({}, {}, OLD, ["statement_cache_size", "prepared_statement_cache_size", "prepared_statement_name_func"]),
        ({}, {}, NEW, ["statement_cache_size", "prepared_statement_cache_size"]),
        (STATEMENT, {}, {}, ["prepared_statement_cache_size", "prepared_statement_name_func"]),
        (BOTH, {}, OLD, ["prepared_statement_name_func"]),
        (UUID, {}, {}, ["statement_cache_size", "prepared_statement_cache_size"]),
        (CLASS, {}, OLD, ["statement_cache_size", "prepared_statement_cache_size"]),
        ({**BOTH, **UUID}, AUTOCOMMIT, NEW, ["prepared_statement_name_func"]),
        (BOTH, {}, {**OLD, "sqlalchemy": "2.0.9"}, []),
        ({}, {}, ANCIENT, []),
        ({}, {}, {**ANCIENT, "asyncpg": ">=0.31"}, ["statement_cache_size", "prepared_statement_cache_size"]),
    ],
)
def test_the_repair_writes_only_what_is_missing(
    driver_options: dict[str, Any], call: dict[str, Any], versions: dict[str, str], expected: list[str]
) -> None:
    values = {
        "statement_cache_size": "0",
        "prepared_statement_cache_size": "0",
        "prepared_statement_name_func": 'lambda: ""',
    }
    assert wishes(judge(driver_options, call, versions)) == {name: values[name] for name in expected}


def test_without_a_name_function_the_way_with_a_class_is_explained() -> None:
    verdict = judge(BOTH, versions=ANCIENT)
    assert isinstance(verdict, Breaks)
    assert verdict.wishes == ()
    assert "connection_class" in verdict.help[0]
    assert verdict.note is not None


def test_the_cache_size_may_stand_in_the_url_as_text() -> None:
    assert isinstance(judge({**STATEMENT, **UUID}, query={"prepared_statement_cache_size": "0"}), Fine)
    assert isinstance(judge({**STATEMENT, **UUID}, query={"prepared_statement_cache_size": "500"}), Breaks)


def test_text_in_connect_args_is_no_number() -> None:
    assert wishes(judge({**STATEMENT, **UUID, "prepared_statement_cache_size": "0"})) == {
        "prepared_statement_cache_size": "0"
    }


def test_the_statement_cache_is_not_turned_off_by_the_url() -> None:
    assert isinstance(judge({**PREPARED, **EMPTY}, query={"statement_cache_size": "0"}), Breaks)


@each_row(
    ("returned", "expected"),
    [
        (Known("statement"), Breaks),
        (Known(None), CannotTell),
        (Attribute(Called(Symbol("uuid.uuid4"), ()), "hex"), Fine),
        (Called(Symbol("secrets.token_hex"), ()), Fine),
        (Called(Symbol("os.urandom"), ()), Fine),
        (Called(Symbol("names.next_name"), ()), CannotTell),
    ],
)
def test_name_functions_are_judged_by_what_they_return(returned: Value, expected: type) -> None:
    assert type(judge({**BOTH, "prepared_statement_name_func": Function("name", returned)})) is expected


def test_a_name_function_that_returns_one_of_two_must_be_right_in_both() -> None:
    test = opaque("debug")
    either = OneOf(((frozenset({(test, True)}), Known("")), (frozenset({(test, False)}), UUID_NAME.returns)))
    both = {**BOTH, "prepared_statement_name_func": Function("name", either)}
    assert isinstance(judge(both, versions=OLD), Fine)
    assert isinstance(judge(both, AUTOCOMMIT, OLD), CannotTell)


def test_an_unknown_name_function_leaves_only_what_depends_on_it_open() -> None:
    imported = {"prepared_statement_name_func": Symbol("app.names.make")}
    assert isinstance(judge({**BOTH, **imported}, versions=OLD), CannotTell)
    assert isinstance(judge({**STATEMENT, **imported}, versions=OLD), CannotTell)
    assert wishes(judge({**PREPARED, **imported}, versions=OLD)) == {"statement_cache_size": "0"}


def test_with_empty_names_the_cache_of_sqlalchemy_does_no_harm_once_that_of_asyncpg_is_off() -> None:
    assert isinstance(judge({**STATEMENT, **EMPTY}), Fine)
    assert isinstance(judge({**PREPARED, **EMPTY}), Breaks)


@each_row(
    "call",
    [
        {"isolation_level": "autocommit"},
        {"execution_options": Dict((Entry("isolation_level", Known("AUTOCOMMIT")),))},
    ],
)
def test_autocommit_is_seen_where_it_is_written(call: dict[str, Any]) -> None:
    assert wishes(judge({**BOTH, **UUID}, call)) == {"prepared_statement_name_func": 'lambda: ""'}


def test_autocommit_is_seen_when_it_is_set_later() -> None:
    later = (call_use("execution_options", isolation_level="AUTOCOMMIT"),)
    assert isinstance(judge({**BOTH, **UUID}, uses=later), Breaks)
    other = (call_use("execution_options", isolation_level="SERIALIZABLE"),)
    assert isinstance(judge({**BOTH, **UUID}, uses=other), Fine)


def test_an_isolation_level_that_is_not_known_could_be_autocommit() -> None:
    unsure = judge({**BOTH, **UUID}, {"isolation_level": UNKNOWN})
    assert isinstance(unsure, CannotTell)
    assert "isolation_level" in unsure.missing
    assert isinstance(judge({**BOTH, **EMPTY}, {"isolation_level": UNKNOWN}), Fine)


def test_a_class_from_elsewhere_may_give_unique_names() -> None:
    imported = {**BOTH, "connection_class": Symbol("app.db.UniqueConnection")}
    assert isinstance(judge(imported, versions=OLD), CannotTell)
    plain = {**BOTH, "connection_class": ClassOf("Plain", (Symbol("asyncpg.Connection"),), ())}
    assert isinstance(judge(plain, versions=OLD), Breaks)


def test_hidden_connect_args_are_not_judged() -> None:
    assert isinstance(judge({}, hidden="**settings"), CannotTell)
    assert isinstance(judge(STATEMENT, hidden_driver_options="**extra", hidden="**extra"), CannotTell)


def test_a_visible_wrong_size_breaks_beside_hidden_ones() -> None:
    assert isinstance(judge({"statement_cache_size": 100}, hidden_driver_options="**extra"), Breaks)


def test_unknown_keywords_hide_nothing_of_a_complete_connect_args() -> None:
    assert isinstance(judge(STATEMENT, hidden="**engine_options", versions=OLD), Breaks)


def test_an_engine_that_is_given_a_creator_is_not_judged() -> None:
    assert isinstance(judge({}, {"async_creator": Function("connect", UNKNOWN)}), CannotTell)


@each_row("endpoint", building.SAFE_ENDPOINTS)
def test_endpoints_that_keep_statements_are_fine(endpoint: Endpoint) -> None:
    assert isinstance(judge({}, endpoint=endpoint), Fine)


@each_row("endpoint", building.UNSURE_ENDPOINTS)
def test_endpoints_that_are_not_known_are_not_judged(endpoint: Endpoint) -> None:
    assert isinstance(judge({}, endpoint=endpoint), CannotTell)


def test_an_option_shows_the_driver_where_the_url_is_not_known() -> None:
    rule, unknown = SqlalchemyAsyncpg(), Address(unknown="an argument")
    half = make_case(None, driver_options=STATEMENT, address=unknown)
    assert isinstance(rule.judge(make_site("sqlalchemy", half), half, LOSING, context()), Breaks)
    bare = make_case(None, address=unknown)
    assert isinstance(rule.judge(make_site("sqlalchemy", bare), bare, LOSING, context()), CannotTell)


def test_other_drivers_and_databases_are_no_concern() -> None:
    rule = SqlalchemyAsyncpg()
    for case in (make_case("psycopg"), make_case("psycopg2"), make_case("asyncpg", address=SQLITE)):
        assert isinstance(rule.judge(make_site("sqlalchemy", case), case, LOSING, context()), Fine)
    direct = make_case("asyncpg")
    assert isinstance(rule.judge(make_site("asyncpg", direct), direct, LOSING, context()), Fine)


@each_row(
    ("names", "autocommit", "caches", "missing"),
    [
        ("unique", "yes no", "off", "whether isolation_level is AUTOCOMMIT"),
        ("class", "yes no", "off", "whether isolation_level is AUTOCOMMIT"),
        ("unique", "no", "off", "with both caches off a prepared_statement_name_func"),
        ("default", "yes no", "off", "with both caches off a prepared_statement_name_func"),
        ("default class", "no", "off", "whether the statement names are empty or unique"),
        ("default", "no", "on off", "the values of the connect_args are not known"),
    ],
)
def test_what_would_have_to_be_known(names: str, autocommit: str, caches: str, missing: str) -> None:
    cache = frozenset(caches.split())
    settings = AsyncpgSettings(cache, cache, frozenset(names.split()), frozenset(autocommit.split()))
    assert unsure_because(settings, None).startswith(missing)

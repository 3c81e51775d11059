"""PGB101: the statement cache of asyncpg."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pooler_lint.model import Breaks, CannotTell, Endpoint, Fine, SetOption, Verdict
from pooler_lint.rules.pgb101_asyncpg_statement_cache import AsyncpgStatementCache
from pooler_lint.values import Scalar, Value
from tests.rules import building
from tests.rules.building import ASSUMED, LOSING, SQLITE, STATEMENT_MODE, UNKNOWN, context, make_case, make_site
from tests.table import each_row


def judge(call: Mapping[str, Scalar | Value], endpoint: Endpoint = LOSING, hidden: str | None = None) -> Verdict:
    case = make_case("asyncpg", call=call, hidden=hidden)
    return AsyncpgStatementCache().judge(make_site("asyncpg", case), case, endpoint, context())


@each_row("endpoint", [LOSING, ASSUMED, STATEMENT_MODE])
def test_the_default_cache_breaks_and_is_turned_off(endpoint: Endpoint) -> None:
    verdict = judge({}, endpoint)
    assert isinstance(verdict, Breaks)
    assert verdict.wishes == (SetOption("statement_cache_size", "0", driver=True),)


@each_row("value", [0, False, 0.0])
def test_a_cache_of_zero_is_fine(value: Scalar) -> None:
    assert isinstance(judge({"statement_cache_size": value}), Fine)


@each_row("value", [100, 1, "0", None])
def test_any_other_size_breaks(value: Scalar) -> None:
    assert isinstance(judge({"statement_cache_size": value}), Breaks)


def test_what_is_not_known_is_not_judged() -> None:
    assert isinstance(judge({"statement_cache_size": UNKNOWN}), CannotTell)
    hidden = judge({}, hidden="**kwargs of the function")
    assert isinstance(hidden, CannotTell)
    assert "**kwargs of the function" in hidden.missing


def test_a_visible_wrong_size_breaks_beside_unknown_keywords() -> None:
    assert isinstance(judge({"statement_cache_size": 50}, hidden="**kwargs"), Breaks)


@each_row("endpoint", building.SAFE_ENDPOINTS)
def test_endpoints_that_keep_statements_are_fine(endpoint: Endpoint) -> None:
    assert isinstance(judge({}, endpoint), Fine)


@each_row("endpoint", building.UNSURE_ENDPOINTS)
def test_endpoints_that_are_not_known_are_not_judged(endpoint: Endpoint) -> None:
    assert isinstance(judge({}, endpoint), CannotTell)


def test_the_reason_of_an_unresolved_endpoint_is_kept() -> None:
    assert judge({}, building.UNRESOLVED) == CannotTell("the DSN is the environment variable DATABASE_URL")


def test_the_help_names_the_setting_of_the_pooler() -> None:
    upgrade = "upgrade PgBouncer to 1.24, which supports prepared statements by default"
    verdict = judge({}, replace(LOSING, how_to_support=upgrade, pooler_version="1.20.1"))
    assert isinstance(verdict, Breaks)
    assert verdict.message == "asyncpg prepares statements, which PgBouncer 1.20.1 does not support"
    assert verdict.help == (f"or {upgrade}",)


def test_other_libraries_and_databases_are_no_concern() -> None:
    engine = make_case("asyncpg")
    rule = AsyncpgStatementCache()
    assert isinstance(rule.judge(make_site("sqlalchemy", engine), engine, LOSING, context()), Fine)
    other = make_case("asyncpg", address=SQLITE)
    assert isinstance(rule.judge(make_site("asyncpg", other), other, LOSING, context()), Fine)

"""PGB106: half of the set where the endpoint is not known."""

from __future__ import annotations

from typing import Any

from pooler_lint.model import Address, Breaks, CannotTell, Case, Driver, Endpoint, Fine, SetOption, Verdict
from pooler_lint.rules.pgb106_half_disabled_caches import HalfDisabledCaches
from pooler_lint.values import Function, Known
from tests.rules import building
from tests.rules.building import EMPTY_NAME, LOSING, UNRESOLVED, UUID_NAME, context, make_case, make_site
from tests.table import each_row

HALF: dict[str, Any] = {"statement_cache_size": 0}
BOTH: dict[str, Any] = {**HALF, "prepared_statement_cache_size": 0}
EMPTY: dict[str, Any] = {"prepared_statement_name_func": EMPTY_NAME}
UUID: dict[str, Any] = {"prepared_statement_name_func": UUID_NAME}
OLD, NEW = {"asyncpg": "0.30"}, {"asyncpg": ">=0.31"}


def judge(case: Case, versions: dict[str, str] | None = None, endpoint: Endpoint = UNRESOLVED) -> Verdict:
    return HalfDisabledCaches().judge(make_site("sqlalchemy", case), case, endpoint, context(**(versions or {})))


@each_row(
    ("driver_options", "call", "versions", "expected"),
    [
        (HALF, {}, {}, Breaks),
        (HALF, {}, OLD, Breaks),
        (HALF, {}, NEW, Fine),
        ({**HALF, "prepared_statement_cache_size": 500}, {}, {}, Breaks),
        ({**HALF, **EMPTY}, {}, {}, Fine),
        (BOTH, {}, {}, CannotTell),
        (BOTH, {}, OLD, Breaks),
        (BOTH, {}, NEW, Fine),
        ({**BOTH, **EMPTY}, {}, OLD, Fine),
        ({**BOTH, **UUID}, {}, OLD, Fine),
        ({**BOTH, **UUID}, {"isolation_level": "AUTOCOMMIT"}, NEW, Breaks),
        ({}, {}, OLD, Fine),
        ({"prepared_statement_cache_size": 0}, {}, OLD, Fine),
    ],
)
def test_half_of_the_set_is_reported(
    driver_options: dict[str, Any], call: dict[str, Any], versions: dict[str, str], expected: type
) -> None:
    assert type(judge(make_case("asyncpg", call=call, driver_options=driver_options), versions)) is expected


@each_row(("driver", "expected"), [(None, Breaks), ("asyncpg", Breaks), ("psycopg", Fine), ("other", Fine)])
def test_the_option_shows_the_driver_where_the_url_does_not(driver: Driver | None, expected: type) -> None:
    case = make_case(driver, driver_options=HALF, address=Address(unknown="the environment variable DATABASE_URL"))
    assert type(judge(case)) is expected


def test_the_repair_completes_the_set() -> None:
    verdict = judge(make_case("asyncpg", driver_options=HALF))
    assert isinstance(verdict, Breaks)
    assert verdict.wishes == (
        SetOption("prepared_statement_cache_size", "0", driver=True),
        SetOption("prepared_statement_name_func", 'lambda: ""', driver=True),
    )
    assert verdict.message.endswith(": prepared_statement_cache_size is not set")


@each_row(
    ("given", "versions", "ends"),
    [
        ({}, {}, "prepared_statement_cache_size is not set"),
        ({"prepared_statement_cache_size": 100}, {}, "prepared_statement_cache_size does not disable them"),
        ({"prepared_statement_cache_size": 0}, {"asyncpg": "0.30"}, "prepared_statement_name_func is not set"),
        (
            {"prepared_statement_cache_size": 0, "prepared_statement_name_func": Function("f", Known("x"))},
            {},
            "prepared_statement_name_func does not disable them",
        ),
    ],
)
def test_the_message_names_the_first_option_that_is_missing_or_wrong(
    given: dict[str, Any], versions: dict[str, str], ends: str
) -> None:
    verdict = judge(make_case("asyncpg", driver_options={**HALF, **given}), versions)
    assert isinstance(verdict, Breaks)
    assert verdict.message == f"prepared statements are only partly disabled: {ends}"


def test_hidden_connect_args_are_not_judged() -> None:
    assert not isinstance(judge(make_case("asyncpg", driver_options=HALF, hidden_driver_options="**extra")), Breaks)


@each_row("endpoint", [*building.SAFE_ENDPOINTS, LOSING])
def test_a_known_endpoint_is_no_concern(endpoint: Endpoint) -> None:
    assert isinstance(judge(make_case("asyncpg", driver_options=HALF), endpoint=endpoint), Fine)


def test_half_a_set_is_reported_where_tracking_is_not_known() -> None:
    assert isinstance(judge(make_case("asyncpg", driver_options=HALF), endpoint=building.PERHAPS_TRACKING), Breaks)


@each_row(("name_func", "expected"), [(None, Breaks), ("x", CannotTell), (building.UNKNOWN, CannotTell)])
def test_no_function_is_the_default_one(name_func: Any, expected: type) -> None:
    given = {**BOTH, "prepared_statement_name_func": name_func}
    assert type(judge(make_case("asyncpg", driver_options=given), OLD)) is expected

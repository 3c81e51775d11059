"""PGB103 and PGB104: psycopg's prepare_threshold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pooler_lint.lines import Place
from pooler_lint.model import Address, Breaks, CannotTell, Case, Endpoint, Fine, SetOption, Use, Verdict
from pooler_lint.rules.pgb103_psycopg_prepared_statements import PsycopgPreparedStatements
from pooler_lint.rules.pgb104_psycopg_prepare_threshold_zero import PsycopgPrepareThresholdZero
from pooler_lint.slots import OptionKind
from pooler_lint.values import Function, Known
from tests.construct_conditions import opaque
from tests.rules import building
from tests.rules.building import (
    ASSUMED,
    LOSING,
    SQLITE,
    UNKNOWN,
    UNRESOLVED,
    context,
    make_case,
    make_site,
    options,
    placed,
)
from tests.table import each_row

LIBRARIES = ("psycopg", "psycopg_pool", "sqlalchemy")
NEVER = (SetOption("prepare_threshold", "None", driver=True),)


def case_of(library: str, **given: Any) -> Case:
    """A case with these options of the driver, where this library takes them."""
    return make_case("psycopg", call=given) if library == "psycopg" else make_case("psycopg", driver_options=given)


def judge(library: str, case: Case, endpoint: Endpoint = LOSING, uses: tuple[Use, ...] = ()) -> Verdict:
    return PsycopgPreparedStatements().judge(
        make_site(library, case, uses=uses), placed(library, case), endpoint, context()
    )


def judge_zero(library: str, case: Case, endpoint: Endpoint = LOSING) -> Verdict:
    return PsycopgPrepareThresholdZero().judge(make_site(library, case), placed(library, case), endpoint, context())


@each_row("library", LIBRARIES)
def test_the_default_breaks_and_is_set_to_none(library: str) -> None:
    verdict = judge(library, case_of(library))
    assert isinstance(verdict, Breaks)
    assert verdict.wishes == NEVER


@each_row("library", LIBRARIES)
def test_none_is_fine(library: str) -> None:
    assert isinstance(judge(library, case_of(library, prepare_threshold=None)), Fine)


@each_row("library", LIBRARIES)
def test_a_number_breaks(library: str) -> None:
    assert isinstance(judge(library, case_of(library, prepare_threshold=10)), Breaks)


def test_none_as_a_keyword_of_the_pool_sets_nothing() -> None:
    assert isinstance(judge("psycopg_pool", make_case("psycopg", call={"prepare_threshold": None})), Breaks)


def test_none_that_is_set_later_is_fine_wherever_the_option_stood() -> None:
    later = make_case("psycopg", driver_options={"prepare_threshold": 5}, later={"prepare_threshold": None})
    assert isinstance(judge("psycopg_pool", later), Fine)
    assigned = (Use(("prepare_threshold",), Place("a.py", 200, 210), assigned=Known(None)),)
    assert isinstance(judge("psycopg", case_of("psycopg"), uses=assigned), Fine)


def test_a_number_that_is_set_later_breaks_without_repair() -> None:
    case = make_case("psycopg", call={"prepare_threshold": None}, later={"prepare_threshold": 3})
    verdict = judge("psycopg", case)
    assert isinstance(verdict, Breaks)
    assert verdict.wishes == ()


def test_what_is_not_known_is_not_judged() -> None:
    assert isinstance(judge("psycopg", case_of("psycopg", prepare_threshold=UNKNOWN)), CannotTell)
    assert isinstance(judge("psycopg", make_case("psycopg", hidden="**kwargs")), CannotTell)
    assert isinstance(judge("sqlalchemy", make_case("psycopg", hidden="**kwargs")), CannotTell)


def test_unknown_keywords_hide_nothing_of_a_complete_dict() -> None:
    case = make_case("psycopg", driver_options={"autocommit": True}, hidden="**kwargs")
    assert isinstance(judge("psycopg_pool", case), Breaks)


def test_an_engine_that_is_given_a_creator_is_not_judged() -> None:
    case = make_case("psycopg", call={"creator": Function("connect", UNKNOWN)})
    assert isinstance(judge("sqlalchemy", case), CannotTell)


@each_row(
    ("versions", "expected"),
    [
        ({}, CannotTell),
        ({"sqlalchemy": "2.0.36"}, Fine),
        ({"sqlalchemy": "<2.1"}, Fine),
        ({"sqlalchemy": ">=2.1"}, Breaks),
    ],
)
def test_a_url_without_driver_means_psycopg_from_sqlalchemy_2_1(versions: dict[str, str], expected: type) -> None:
    case = make_case(None)
    site = make_site("sqlalchemy", case, callee="sqlalchemy.create_engine")
    assert type(PsycopgPreparedStatements().judge(site, case, LOSING, context(**versions))) is expected


def test_a_url_that_is_not_known_may_name_any_driver() -> None:
    case = make_case(None, address=Address(unknown="an argument"))
    assert isinstance(judge("sqlalchemy", case, UNRESOLVED), CannotTell)
    assert judge("sqlalchemy", case) == CannotTell("which driver the URL names is not known: an argument")
    assert isinstance(judge("sqlalchemy", case, building.TRACKING), Fine)


def test_an_option_shows_the_driver_where_the_url_is_not_known() -> None:
    unknown = Address(unknown="an argument")
    never = make_case(None, driver_options={"prepare_threshold": None}, address=unknown)
    assert isinstance(judge("sqlalchemy", never), Fine)
    zero = make_case(None, driver_options={"prepare_threshold": 0}, address=unknown)
    assert isinstance(judge_zero("sqlalchemy", zero, UNRESOLVED), Breaks)


@each_row("driver", ["asyncpg", "psycopg2", "pg8000", "other"])
def test_other_drivers_are_no_concern(driver: Any) -> None:
    assert isinstance(judge("sqlalchemy", make_case(driver)), Fine)
    assert isinstance(judge_zero("sqlalchemy", make_case(driver, driver_options={"prepare_threshold": 0})), Fine)


def test_other_databases_are_no_concern() -> None:
    assert isinstance(judge("sqlalchemy", make_case("psycopg", address=SQLITE)), Fine)


@each_row("endpoint", building.SAFE_ENDPOINTS)
def test_endpoints_that_keep_statements_are_fine(endpoint: Endpoint) -> None:
    assert isinstance(judge("psycopg", case_of("psycopg"), endpoint), Fine)
    assert isinstance(judge_zero("psycopg", case_of("psycopg", prepare_threshold=0), endpoint), Fine)


@each_row("endpoint", building.UNSURE_ENDPOINTS)
def test_endpoints_that_are_not_known_are_not_judged(endpoint: Endpoint) -> None:
    assert isinstance(judge("psycopg", case_of("psycopg"), endpoint), CannotTell)


@each_row("library", LIBRARIES)
@each_row("endpoint", [LOSING, ASSUMED, *building.UNSURE_ENDPOINTS])
def test_zero_breaks_where_statements_are_not_known_to_be_kept(library: str, endpoint: Endpoint) -> None:
    case = case_of(library, prepare_threshold=0)
    verdict = judge_zero(library, case, endpoint)
    assert isinstance(verdict, Breaks)
    assert verdict.wishes == NEVER
    assert not isinstance(judge(library, case, endpoint), Breaks)


def test_zero_breaks_beside_unknown_keywords() -> None:
    case = make_case("psycopg", call={"prepare_threshold": 0}, hidden="**kwargs")
    assert isinstance(judge_zero("psycopg", case, UNRESOLVED), Breaks)


@each_row("value", [None, 5, "0", UNKNOWN])
def test_anything_but_zero_is_left_to_the_other_rules(value: Any) -> None:
    assert isinstance(judge_zero("psycopg", case_of("psycopg", prepare_threshold=value)), Fine)
    assert isinstance(judge_zero("psycopg", case_of("psycopg")), Fine)


def test_zero_that_is_overridden_later_does_not_count() -> None:
    case = make_case("psycopg", call={"prepare_threshold": 0}, later={"prepare_threshold": None})
    assert isinstance(judge_zero("psycopg", case), Fine)


def test_zero_is_wrong_with_and_without_an_endpoint() -> None:
    case = case_of("psycopg", prepare_threshold=0)
    known, unresolved = judge_zero("psycopg", case), judge_zero("psycopg", case, UNRESOLVED)
    assert isinstance(known, Breaks)
    assert isinstance(unresolved, Breaks)
    assert known.message == unresolved.message == "prepare_threshold=0 prepares every statement at its first execution"
    assert not known.at_any_endpoint
    assert unresolved.at_any_endpoint
    assert unresolved.why == f"behind a pooler in transaction mode, {known.why}"


def test_zero_that_is_set_later_breaks_without_repair() -> None:
    verdict = judge_zero("psycopg", make_case("psycopg", later={"prepare_threshold": 0}))
    assert isinstance(verdict, Breaks)
    assert verdict.wishes == ()


def test_a_library_that_hands_on_zero_is_blamed_only_where_a_pooler_surely_stands() -> None:
    by_library = replace(make_case("psycopg"), options=options(OptionKind.LIBRARY, {"prepare_threshold": 0}))
    guessed = replace(by_library, address_assumptions=frozenset({(opaque("pooled"), True)}))
    assert isinstance(judge_zero("psycopg", by_library, ASSUMED), Breaks)
    assert isinstance(judge_zero("psycopg", guessed, ASSUMED), CannotTell)
    assert isinstance(judge_zero("psycopg", by_library, UNRESOLVED), CannotTell)


def test_a_threshold_in_the_query_of_a_django_url_is_not_known() -> None:
    case = make_case("psycopg", query={"prepare_threshold": "0"})
    site = replace(make_site("psycopg", case), library="django")
    assert isinstance(PsycopgPreparedStatements().judge(site, case, LOSING, context()), CannotTell)

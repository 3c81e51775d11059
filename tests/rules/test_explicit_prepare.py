"""PGB105: statements that the program prepares itself."""

from __future__ import annotations

from typing import Any

from pooler_lint.lines import Place
from pooler_lint.model import Breaks, CannotTell, Case, DropArgument, Endpoint, Fine, Use
from pooler_lint.rules import Judgement
from pooler_lint.rules.pgb105_explicit_prepare import ExplicitPrepare
from pooler_lint.values import Symbol
from tests.rules import building
from tests.rules.building import LOSING, SQLITE, UNKNOWN, UNRESOLVED, call_use, context, make_case, make_site
from tests.table import each_row

PREPARE = call_use("acquire", "prepare", place=Place("a.py", 200, 220))
EXECUTE = call_use("cursor", "execute", place=Place("a.py", 300, 340), prepare=True)


def judge(
    library: str, case: Case, *uses: Use, endpoint: Endpoint = LOSING, versions: dict[str, str] | None = None
) -> Judgement:
    return ExplicitPrepare().judge(make_site(library, case, uses=uses), case, endpoint, context(**(versions or {})))


def findings(judgement: Judgement) -> tuple[Breaks, ...]:
    assert isinstance(judgement, tuple), judgement
    return judgement


@each_row(
    ("call", "versions", "expected"),
    [
        ({}, {}, tuple),
        ({}, {"asyncpg": ">=0.31"}, tuple),
        ({"statement_cache_size": 100}, {"asyncpg": ">=0.31"}, tuple),
        ({"statement_cache_size": 0}, {"asyncpg": "0.30"}, tuple),
        ({"statement_cache_size": 0}, {"asyncpg": ">=0.31"}, Fine),
        ({"statement_cache_size": 0}, {}, tuple),
        ({"statement_cache_size": UNKNOWN}, {"asyncpg": "0.30"}, tuple),
        ({"statement_cache_size": UNKNOWN}, {"asyncpg": ">=0.31"}, CannotTell),
    ],
)
def test_prepare_of_asyncpg_depends_on_version_and_cache(
    call: dict[str, Any], versions: dict[str, str], expected: type
) -> None:
    assert type(judge("asyncpg", make_case("asyncpg", call=call), PREPARE, versions=versions)) is expected


def test_every_use_is_a_finding_of_its_own_at_its_own_place() -> None:
    second = call_use("prepare", place=Place("a.py", 400, 420))
    other = call_use("fetch", place=Place("a.py", 500, 520))
    found = findings(judge("asyncpg", make_case("asyncpg"), PREPARE, other, second))
    assert [one.place for one in found] == [Place("a.py", 200, 220), Place("a.py", 400, 420)]
    assert all(one.wishes == () for one in found)


def test_a_statement_without_a_name_is_no_concern() -> None:
    assert isinstance(judge("asyncpg", make_case("asyncpg"), call_use("prepare", name="")), Fine)


@each_row("library", ["psycopg", "psycopg_pool"])
@each_row(("value", "expected"), [(5, tuple), (0, tuple), (None, Fine), (UNKNOWN, CannotTell)])
def test_prepare_true_does_something_unless_the_threshold_is_none(library: str, value: Any, expected: type) -> None:
    given = {"prepare_threshold": value}
    pooled = library == "psycopg_pool"
    case = make_case("psycopg", driver_options=given) if pooled else make_case("psycopg", call=given)
    assert type(judge(library, case, EXECUTE)) is expected


def test_prepare_true_is_dropped() -> None:
    (found,) = findings(judge("psycopg", make_case("psycopg"), EXECUTE))
    assert found.wishes == (DropArgument(Place("a.py", 300, 340), "prepare"),)
    assert found.place == Place("a.py", 300, 340)


@each_row("prepare", [False, None, UNKNOWN])
def test_only_a_known_true_prepares(prepare: Any) -> None:
    assert isinstance(judge("psycopg", make_case("psycopg"), call_use("execute", prepare=prepare)), Fine)


def test_a_threshold_that_could_be_hidden_is_not_judged() -> None:
    assert isinstance(judge("psycopg", make_case("psycopg", hidden="**kwargs"), EXECUTE), CannotTell)


@each_row("endpoint", building.SAFE_ENDPOINTS)
def test_endpoints_that_keep_statements_are_fine(endpoint: Endpoint) -> None:
    assert isinstance(judge("asyncpg", make_case("asyncpg"), PREPARE, endpoint=endpoint), Fine)


def test_an_endpoint_that_is_not_known_is_not_judged_and_without_uses_no_concern() -> None:
    assert isinstance(judge("asyncpg", make_case("asyncpg"), PREPARE, endpoint=UNRESOLVED), CannotTell)
    assert isinstance(judge("asyncpg", make_case("asyncpg"), endpoint=UNRESOLVED), Fine)


def test_a_cursor_of_asyncpg_is_named_in_every_version() -> None:
    cursor = call_use("cursor")
    call = {"statement_cache_size": 0}
    assert type(judge("asyncpg", make_case("asyncpg", call=call), cursor, versions={"asyncpg": ">=0.31"})) is tuple
    own_names: dict[str, Any] = {**call, "connection_class": Symbol("app.db.Connection")}
    assert type(judge("asyncpg", make_case("asyncpg", call=own_names), cursor)) is CannotTell


def test_other_databases_are_no_concern() -> None:
    assert isinstance(judge("asyncpg", make_case("asyncpg", address=SQLITE), PREPARE), Fine)


@each_row(("version", "expected"), [("0.30", tuple), (">=0.31", CannotTell)])
def test_a_cache_that_could_be_off_in_what_is_not_seen(version: str, expected: type) -> None:
    case = make_case("asyncpg", hidden="**more")
    assert type(judge("asyncpg", case, PREPARE, versions={"asyncpg": version})) is expected


def test_what_is_called_itself_prepares_nothing() -> None:
    assert judge("asyncpg", make_case("asyncpg"), call_use()) == Fine("nothing is prepared on purpose")


def test_prepare_true_is_an_argument_of_psycopg_alone() -> None:
    for library, driver in (("sqlalchemy", "psycopg"), ("psycopg", None), ("psycopg", "psycopg2")):
        case = make_case(driver)  # type: ignore[arg-type]
        assert judge(library, case, EXECUTE) == Fine("nothing is prepared on purpose")

"""PGB203, PGB204 and PGB401: pools of psycopg and Django, and caches that are off without need."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from pooler_lint.model import (
    Breaks,
    CannotTell,
    DropOption,
    DropUnusedImports,
    Endpoint,
    Fine,
    SetCallee,
    SetOption,
    Verdict,
)
from pooler_lint.rules.pgb203_client_pool_of_psycopg import ClientPoolOfPsycopg
from pooler_lint.rules.pgb204_django_pool import DjangoPool
from pooler_lint.rules.pgb401_needless_caches_off import NeedlessCachesOff
from pooler_lint.slots import Imported, OptionKind
from pooler_lint.values import Dict, Entry, Known
from tests.rules.building import (
    ASSUMED,
    DIRECT,
    LOSING,
    PERHAPS_TRACKING,
    SESSION,
    SQLITE,
    TRACKING,
    UNKNOWN,
    UNRESOLVED,
    context,
    make_case,
    make_site,
    placed,
)
from tests.table import each_row

DROP_MIN = DropOption("min_size", OptionKind.CALL)


def pool(
    endpoint: Endpoint = LOSING,
    pool_class: Literal["null", "keep"] | None = None,
    callee: str | None = None,
    **given: Any,
) -> Verdict:
    case = make_case("psycopg", **given)
    site = make_site("psycopg_pool", case, callee=callee)
    return ClientPoolOfPsycopg().judge(site, case, endpoint, context(pool_class))


def django(endpoint: Endpoint = LOSING, library: str = "django", **given: Any) -> Verdict:
    case = make_case("psycopg", **given)
    site = replace(make_site("psycopg", case, callee='DATABASES["default"]'), library=library)
    return DjangoPool().judge(site, case, endpoint, context())


def off(library: str, driver: Any, endpoint: Endpoint = DIRECT, **given: Any) -> Verdict:
    case = make_case(driver, **given)
    found = NeedlessCachesOff().judge(make_site(library, case), placed(library, case), endpoint, context())
    assert not isinstance(found, tuple)
    return found


@each_row(
    ("given", "sizes", "title"),
    [
        ({}, (SetOption("max_size", "4", driver=False),), "Use NullConnectionPool with max_size=4"),
        ({"call": {"max_size": 9}}, (), "Use NullConnectionPool"),
        ({"call": {"max_size": UNKNOWN}}, (), "Use NullConnectionPool"),
        (
            {"call": {"max_size": None}},
            (SetOption("max_size", "4", driver=False),),
            "Use NullConnectionPool with max_size=4",
        ),
        (
            {"call": {"min_size": 2}},
            (DROP_MIN, SetOption("max_size", "2", driver=False)),
            "Use NullConnectionPool with max_size=2 and drop min_size",
        ),
        ({"call": {"min_size": 2, "max_size": 9}}, (DROP_MIN,), "Use NullConnectionPool and drop min_size"),
        (
            {"call": {"min_size": 2, "max_size": 9}, "hidden": "**k"},
            (DROP_MIN,),
            "Use NullConnectionPool and drop min_size",
        ),
        (
            {"driver_options": {"min_size": 2, "max_size": 9}},
            (SetOption("max_size", "4", driver=False),),
            "Use NullConnectionPool with max_size=4",
        ),
    ],
)
def test_the_sizes_of_a_pool_of_psycopg(given: dict[str, Any], sizes: tuple[Any, ...], title: str) -> None:
    verdict = pool(**given)
    assert isinstance(verdict, Breaks)
    callee = SetCallee(Imported("psycopg_pool", "NullConnectionPool"))
    assert (verdict.wishes, verdict.title, verdict.safety) == ((callee, *sizes, DropUnusedImports()), title, "unsafe")


@each_row(
    "given",
    [
        {"call": {"min_size": UNKNOWN}},
        {"hidden": "**k"},
        {"call": {"min_size": 1}, "hidden": "**k"},
        {"call": {"max_size": 1}, "hidden": "**k"},
    ],
)
def test_sizes_that_are_not_known_leave_no_repair(given: dict[str, Any]) -> None:
    verdict = pool(**given)
    assert isinstance(verdict, Breaks)
    assert (verdict.wishes, verdict.title) == ((), "")


@each_row(
    ("given", "most"),
    [
        ({}, 4),
        ({"call": {"max_size": 9}}, 9),
        ({"call": {"min_size": 2}}, 2),
        ({"call": {"min_size": 2, "max_size": None}}, 2),
        ({"call": {"min_size": 2, "max_size": 9}}, 9),
    ],
)
def test_a_pool_of_psycopg_within_the_size_of_the_pooler_is_fine(given: dict[str, Any], most: int) -> None:
    assert isinstance(pool(replace(LOSING, default_pool_size=most), **given), Fine)
    assert isinstance(pool(replace(LOSING, default_pool_size=most - 1), **given), Breaks)
    assert isinstance(pool(replace(LOSING, default_pool_size=50), call={"max_size": UNKNOWN}), Breaks)
    assert isinstance(pool(replace(LOSING, default_pool_size=50), hidden="**k", **given), Breaks)


def test_pools_of_psycopg_that_are_fine() -> None:
    assert isinstance(pool(pool_class="keep"), Fine)
    assert isinstance(pool(DIRECT), Fine)
    assert isinstance(pool(callee="psycopg_pool.NullConnectionPool"), Fine)
    assert isinstance(pool(address=SQLITE), Fine)
    assert isinstance(pool(UNRESOLVED), CannotTell)
    assert isinstance(pool(TRACKING), Breaks)


NO_POOL, NO_AGE = 'remove "pool" from OPTIONS', "remove CONN_MAX_AGE, or set it to 0"


@each_row(
    ("given", "advice"),
    [
        ({"driver_options": {"pool": True}}, [NO_POOL]),
        ({"driver_options": {"pool": Dict((Entry("min_size", Known(1)),))}}, [NO_POOL]),
        ({"call": {"CONN_MAX_AGE": 60}}, [NO_AGE]),
        ({"call": {"CONN_MAX_AGE": None}}, [NO_AGE]),
        ({"driver_options": {"pool": True}, "call": {"CONN_MAX_AGE": 60}}, [NO_POOL, NO_AGE]),
    ],
)
def test_what_django_keeps(given: dict[str, Any], advice: list[str]) -> None:
    found = django(**given)
    assert isinstance(found, Breaks)
    assert found.message == "Django keeps persistent connections in front of PgBouncer"
    assert found.help == tuple(advice)
    assert isinstance(django(DIRECT, **given), Fine)
    assert isinstance(django(UNRESOLVED, **given), CannotTell)
    assert isinstance(django(library="psycopg", **given), Fine)
    assert isinstance(django(address=SQLITE, **given), Fine)


@each_row(
    "given",
    [
        {},
        {"driver_options": {"pool": False}},
        {"driver_options": {"pool": Dict(())}},
        {"driver_options": {"pool": UNKNOWN, "CONN_MAX_AGE": 60}},
        {"call": {"CONN_MAX_AGE": 0, "pool": True}},
        {"call": {"CONN_MAX_AGE": UNKNOWN}},
    ],
)
def test_where_django_keeps_nothing(given: dict[str, Any]) -> None:
    assert isinstance(django(**given), Fine)


BOTH = {"statement_cache_size": 0, "prepared_statement_cache_size": 0}


@each_row(
    ("library", "driver", "endpoint", "given", "dropped"),
    [
        ("asyncpg", "asyncpg", DIRECT, {"call": {"statement_cache_size": 0}}, ["statement_cache_size"]),
        ("asyncpg", "asyncpg", SESSION, {"call": {"statement_cache_size": 0}}, ["statement_cache_size"]),
        ("asyncpg", "asyncpg", TRACKING, {"call": {"statement_cache_size": 0}}, ["statement_cache_size"]),
        ("psycopg", "psycopg", DIRECT, {"call": {"prepare_threshold": None}}, ["prepare_threshold"]),
        ("psycopg", "psycopg", SESSION, {"call": {"prepare_threshold": None}}, ["prepare_threshold"]),
        ("psycopg_pool", "psycopg", DIRECT, {"driver_options": {"prepare_threshold": None}}, ["prepare_threshold"]),
        ("sqlalchemy", "asyncpg", DIRECT, {"driver_options": BOTH}, list(BOTH)),
        (
            "sqlalchemy",
            "asyncpg",
            DIRECT,
            {"driver_options": {"prepared_statement_cache_size": 0}},
            ["prepared_statement_cache_size"],
        ),
        (
            "sqlalchemy",
            "asyncpg",
            DIRECT,
            {"query": {"prepared_statement_cache_size": " 0"}},
            ["prepared_statement_cache_size"],
        ),
    ],
)
def test_caches_off_without_need(
    library: str, driver: str, endpoint: Endpoint, given: dict[str, Any], dropped: list[str]
) -> None:
    verdict = off(library, driver, endpoint, **given)
    assert isinstance(verdict, Breaks)
    assert [wish.name for wish in verdict.wishes if isinstance(wish, DropOption)] == dropped
    assert (verdict.wishes[-1], verdict.safety) == (DropUnusedImports(), "unsafe")
    assert verdict.title == f"Drop {' and '.join(dropped)}"


def test_caches_off_by_what_is_set_later_have_no_repair() -> None:
    verdict = off("psycopg", "psycopg", later={"prepare_threshold": None})
    assert isinstance(verdict, Breaks)
    assert verdict.wishes == ()
    assert isinstance(off("psycopg", "psycopg", call={"prepare_threshold": None}, later={"prepare_threshold": 5}), Fine)


@each_row(
    ("library", "driver", "endpoint", "given", "expected"),
    [
        ("asyncpg", "asyncpg", DIRECT, {}, Fine),
        ("asyncpg", "asyncpg", DIRECT, {"call": {"statement_cache_size": 5}}, Fine),
        ("asyncpg", "asyncpg", LOSING, {"call": {"statement_cache_size": 0}}, Fine),
        ("asyncpg", "asyncpg", PERHAPS_TRACKING, {"call": {"statement_cache_size": 0}}, Fine),
        ("asyncpg", "asyncpg", UNRESOLVED, {"call": {"statement_cache_size": 0}}, Fine),
        ("asyncpg", "asyncpg", replace(DIRECT, assumption="server"), {"call": {"statement_cache_size": 0}}, CannotTell),
        ("asyncpg", "asyncpg", ASSUMED, {"call": {"statement_cache_size": 0}}, Fine),
        ("asyncpg", "asyncpg", DIRECT, {"call": {"statement_cache_size": 0}, "address": SQLITE}, Fine),
        ("psycopg", "psycopg", TRACKING, {"call": {"prepare_threshold": None}}, Fine),
        ("psycopg", "psycopg", DIRECT, {"call": {"prepare_threshold": 5}}, Fine),
        ("psycopg", "psycopg", DIRECT, {"call": {"prepare_threshold": UNKNOWN}}, Fine),
        ("psycopg", "psycopg2", DIRECT, {"call": {"prepare_threshold": None}}, Fine),
        ("sqlalchemy", "asyncpg", DIRECT, {"driver_options": {"statement_cache_size": 0}}, Fine),
        ("sqlalchemy", "asyncpg", DIRECT, {"query": {"statement_cache_size": "0"}}, Fine),
        ("sqlalchemy", "asyncpg", DIRECT, {"call": BOTH}, Fine),
        ("sqlalchemy", "asyncpg", DIRECT, {"query": {"prepared_statement_cache_size": UNKNOWN}}, Fine),
        ("sqlalchemy", "asyncpg", DIRECT, {"driver_options": BOTH, "call": {"async_creator": UNKNOWN}}, Fine),
    ],
)
def test_caches_that_are_on_or_off_for_a_reason(
    library: str, driver: str, endpoint: Endpoint, given: dict[str, Any], expected: type
) -> None:
    assert isinstance(off(library, driver, endpoint, **given), expected)


def test_what_is_said_where_there_is_no_repair() -> None:
    found = pool(hidden="**more")
    assert isinstance(found, Breaks)
    assert (found.wishes, found.message) == ((), "psycopg_pool keeps its own pool in front of PgBouncer")
    assert found.note == "there is no fix, because min_size or max_size is not a plain number"
    case = make_case("psycopg", later={"prepare_threshold": None})
    found = NeedlessCachesOff().judge(make_site("psycopg", case), case, DIRECT, context())
    assert isinstance(found, Breaks)
    assert (found.wishes, found.message) == ((), "prepared statements are disabled, but PostgreSQL supports them")
    assert found.note == "there is no fix, because the option is set after the connection is created"


def test_a_pooler_without_a_name_is_the_pooler() -> None:
    case = make_case("psycopg", call={"prepare_threshold": None})
    found = NeedlessCachesOff().judge(make_site("psycopg", case), case, Endpoint(host="h", mode="session"), context())
    assert isinstance(found, Breaks)
    assert found.message == "prepared statements are disabled, but the pooler supports them"
    assert found.why.endswith("; the pooler at h is in session mode")


def test_a_threshold_that_the_driver_does_not_get_turns_nothing_off() -> None:
    case = make_case("psycopg", call={"prepare_threshold": None})
    found = NeedlessCachesOff().judge(make_site("psycopg_pool", case), placed("psycopg_pool", case), DIRECT, context())
    assert found == Fine("the caches are on")

"""PGB201 and PGB202: pools of SQLAlchemy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from pooler_lint.model import Breaks, CannotTell, Case, DropOption, Endpoint, Fine, SetOption, Verdict
from pooler_lint.rules.pgb201_client_pool import ClientPool
from pooler_lint.rules.pgb202_refused_pool_arguments import RefusedPoolArguments
from pooler_lint.slots import Imported, OptionKind
from pooler_lint.values import Called, Symbol
from tests.rules.building import (
    ASSUMED,
    DIRECT,
    LOSING,
    MULTIPLEX,
    PERHAPS_TRACKING,
    SESSION,
    SQLITE,
    STATEMENT_MODE,
    TRACKING,
    UNKNOWN,
    UNRESOLVED,
    context,
    make_case,
    make_site,
)
from tests.table import each_row

NULL_POOL = SetOption("poolclass", Imported("sqlalchemy.pool", "NullPool"), driver=False)


def judge(
    case: Case,
    endpoint: Endpoint = LOSING,
    pool_class: Literal["null", "keep"] | None = None,
    callee: str | None = None,
    others: tuple[Case, ...] = (),
) -> Verdict:
    site = make_site("sqlalchemy", case, *others, callee=callee)
    return ClientPool().judge(site, case, endpoint, context(pool_class))


def refused(**call: Any) -> Verdict:
    case = make_case("psycopg2", call=call)
    return RefusedPoolArguments().judge(make_site("sqlalchemy", case), case, DIRECT, context())


@each_row("endpoint", [LOSING, ASSUMED, STATEMENT_MODE, TRACKING, PERHAPS_TRACKING])
@each_row("driver", ["asyncpg", "psycopg", "psycopg2", "pg8000", None])
def test_a_pool_in_front_of_a_transaction_pooler_is_reported(driver: Any, endpoint: Endpoint) -> None:
    verdict = judge(make_case(driver), endpoint)
    assert isinstance(verdict, Breaks)
    assert verdict.wishes == (NULL_POOL,)


def test_the_arguments_that_null_pool_refuses_go() -> None:
    call: dict[str, Any] = {
        "pool_size": 5,
        "pool_pre_ping": True,
        "max_overflow": 2,
        "pool_use_lifo": True,
        "pool_timeout": UNKNOWN,
    }
    verdict = judge(make_case("psycopg2", call=call))
    assert isinstance(verdict, Breaks)
    dropped = ("pool_size", "max_overflow", "pool_timeout", "pool_use_lifo")
    assert verdict.wishes == (NULL_POOL, *(DropOption(name, OptionKind.CALL) for name in dropped))
    assert verdict.title == "Set poolclass=NullPool and drop pool_size, max_overflow, pool_timeout and pool_use_lifo"


@each_row(
    ("call", "others", "pool_class", "safety"),
    [
        ({}, [], None, "safe"),
        ({"pool_pre_ping": True, "pool_timeout": 3}, [], None, "safe"),
        ({"pool_size": 5}, [], None, "unsafe"),
        ({"max_overflow": 0}, [], None, "unsafe"),
        ({}, [{"pool_size": 5}], None, "unsafe"),
        ({}, [{"poolclass": Symbol("sqlalchemy.pool.QueuePool")}], None, "unsafe"),
        ({"pool_size": 5}, [], "null", "safe"),
    ],
)
def test_null_pool_is_safe_for_an_engine_without_a_size(
    call: dict[str, Any], others: list[dict[str, Any]], pool_class: Any, safety: str
) -> None:
    other_cases = tuple(make_case("psycopg2", call=given) for given in others)
    verdict = judge(make_case("psycopg2", call=call), pool_class=pool_class, others=other_cases)
    assert isinstance(verdict, Breaks)
    assert verdict.safety == safety


def test_where_a_variant_may_get_other_arguments_the_fix_is_only_shown() -> None:
    verdict = judge(make_case("psycopg2"), others=(make_case("psycopg2", hidden="**options"),), pool_class="null")
    assert isinstance(verdict, Breaks)
    assert verdict.safety == "display"
    assert "**options" in (verdict.note or "")


@each_row(
    ("call", "lost"),
    [
        ({}, "up to 15 connections today, no limit with NullPool; PgBouncer's default max_client_conn is 100"),
        ({"pool_size": 20}, "up to 30 connections today, "),
        ({"pool_size": 3, "max_overflow": 0}, "up to 3 connections today, "),
        ({"pool_size": UNKNOWN}, "the pool limits the connections today, no limit with NullPool"),
        ({"pool_size": 0}, None),
        ({"max_overflow": -1}, None),
    ],
)
def test_the_help_names_the_limit_that_is_lost(call: dict[str, Any], lost: str | None) -> None:
    verdict = judge(make_case("psycopg2", call=call))
    assert isinstance(verdict, Breaks)
    assert any(line.startswith(lost) for line in verdict.help) if lost else len(verdict.help) == 1
    elsewhere = judge(make_case("psycopg2", call=call), ASSUMED)
    assert isinstance(elsewhere, Breaks)
    assert not any("PgBouncer" in line for line in elsewhere.help)


@each_row(
    ("call", "stated", "is_fine"),
    [
        ({}, 15, True),
        ({}, 14, False),
        ({}, None, False),
        ({"pool_size": 10}, 20, True),
        ({"pool_size": 11}, 20, False),
        ({"pool_size": 5, "max_overflow": 0}, 5, True),
        ({"pool_size": 0}, 100, False),
        ({"max_overflow": -1}, 100, False),
        ({"pool_size": UNKNOWN}, 100, False),
    ],
)
def test_a_pool_within_the_size_of_the_pooler_is_fine(call: dict[str, Any], stated: int | None, is_fine: bool) -> None:
    verdict = judge(make_case("psycopg2", call=call), replace(LOSING, default_pool_size=stated))
    assert isinstance(verdict, Fine) is is_fine


def test_an_engine_that_ends_with_its_program_is_fine() -> None:
    case = make_case("psycopg2")
    site = replace(make_site("sqlalchemy", case), one_shot="the `__main__` block")
    assert isinstance(ClientPool().judge(site, case, LOSING, context()), Fine)


@each_row("endpoint", [SESSION, DIRECT, MULTIPLEX])
def test_other_endpoints_are_fine(endpoint: Endpoint) -> None:
    assert isinstance(judge(make_case("psycopg2"), endpoint), Fine)


def test_what_is_not_known_is_not_judged() -> None:
    assert isinstance(judge(make_case("psycopg2"), UNRESOLVED), CannotTell)
    assert isinstance(judge(make_case("psycopg2", hidden="**engine_options")), CannotTell)


@each_row(
    "call", [{"poolclass": Symbol("sqlalchemy.pool.QueuePool")}, {"poolclass": UNKNOWN}, {"pool": Called(UNKNOWN, ())}]
)
def test_a_pool_that_is_chosen_is_fine(call: dict[str, Any]) -> None:
    assert isinstance(judge(make_case("psycopg2", call=call)), Fine)


def test_the_configuration_can_keep_the_pool() -> None:
    assert isinstance(judge(make_case("psycopg2"), pool_class="keep"), Fine)


def test_a_call_that_asks_for_a_pool_gets_one() -> None:
    assert isinstance(judge(make_case("asyncpg"), callee="sqlalchemy.ext.asyncio.create_async_pool_from_url"), Fine)


def test_other_databases_and_libraries_are_no_concern() -> None:
    assert isinstance(judge(make_case("other", address=SQLITE)), Fine)
    case = make_case("psycopg")
    assert isinstance(ClientPool().judge(make_site("psycopg_pool", case), case, LOSING, context()), Fine)


@each_row("dotted", ["sqlalchemy.pool.NullPool", "sqlalchemy.NullPool", "sqlmodel.pool.StaticPool"])
def test_arguments_that_the_pool_class_refuses_go(dotted: str) -> None:
    verdict = refused(poolclass=Symbol(dotted), pool_size=5, max_overflow=10, pool_pre_ping=True)
    assert isinstance(verdict, Breaks)
    assert verdict.wishes == (DropOption("pool_size", OptionKind.CALL), DropOption("max_overflow", OptionKind.CALL))
    assert verdict.message == f"{dotted.rpartition('.')[2]} does not accept pool_size and max_overflow"
    assert verdict.why.startswith("TypeError: Invalid argument(s) 'pool_size'")


@each_row(
    ("poolclass", "argument"),
    [
        (Symbol("sqlalchemy.pool.NullPool"), "pool_recycle"),
        (Symbol("sqlalchemy.pool.QueuePool"), "pool_size"),
        (Symbol("sqlalchemy.pool.SingletonThreadPool"), "pool_size"),
        (Symbol("app.pools.NullPool"), "pool_size"),
        (UNKNOWN, "pool_size"),
    ],
)
def test_arguments_that_may_be_taken_are_fine(poolclass: Any, argument: str) -> None:
    assert isinstance(refused(poolclass=poolclass, **{argument: 5}), Fine)


def test_arguments_without_a_pool_class_are_fine() -> None:
    assert isinstance(refused(pool_size=5), Fine)


def test_arguments_of_the_pool_among_those_of_the_driver_are_none() -> None:
    case = make_case("psycopg2", driver_options={"poolclass": Symbol("sqlalchemy.pool.QueuePool"), "pool_size": 5})
    found = judge(case)
    assert isinstance(found, Breaks)
    assert found.wishes == (NULL_POOL,)
    given: dict[str, Any] = {"poolclass": Symbol("sqlalchemy.pool.NullPool"), "pool_size": 5}
    for call, inside in (((), ("poolclass",)), (("poolclass",), ("pool_size",)), (("pool_size",), ("poolclass",))):
        case = make_case(
            "psycopg2",
            call={name: given[name] for name in call},
            driver_options={name: given[name] for name in inside},
        )
        site = make_site("sqlalchemy", case)
        assert isinstance(RefusedPoolArguments().judge(site, case, DIRECT, context()), Fine)

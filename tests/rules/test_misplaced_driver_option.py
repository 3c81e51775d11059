"""PGB110: options that stand where they are refused or ignored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pooler_lint.model import Breaks, Case, Driver, DropOption, Endpoint, Fine, SetOption
from pooler_lint.rules import Judgement
from pooler_lint.rules.pgb110_misplaced_driver_option import MisplacedDriverOption
from pooler_lint.slots import DictEntry, OptionKind, Slots
from pooler_lint.values import Dict, Function, Known
from tests.rules.building import (
    DIRECT,
    EMPTY_NAME,
    LOSING,
    SQLITE,
    UNKNOWN,
    UNRESOLVED,
    UUID_NAME,
    context,
    make_case,
    make_site,
    placed,
)
from tests.table import each_row


def judge(library: str, case: Case, endpoint: Endpoint = DIRECT, versions: dict[str, str] | None = None) -> Judgement:
    if not isinstance(case.slots.call, DictEntry):
        case = placed(library, case)
    return MisplacedDriverOption().judge(make_site(library, case), case, endpoint, context(**(versions or {})))


def only(judgement: Judgement) -> Breaks:
    assert isinstance(judgement, tuple), judgement
    (found,) = judgement
    return found


def set_to(name: str, source: str) -> SetOption:
    return SetOption(name, source, driver=True)


CALL, DRIVER, QUERY, SERVER = OptionKind.CALL, OptionKind.DRIVER, OptionKind.QUERY, OptionKind.SERVER_SETTINGS


@each_row(
    ("library", "driver", "given", "wishes"),
    [
        (
            "asyncpg",
            "asyncpg",
            {"call": {"prepared_statement_cache_size": 0}},
            (set_to("statement_cache_size", "0"), DropOption("prepared_statement_cache_size", CALL)),
        ),
        (
            "asyncpg",
            "asyncpg",
            {"call": {"prepared_statement_cache_size": 0, "statement_cache_size": 0}},
            (DropOption("prepared_statement_cache_size", CALL),),
        ),
        (
            "asyncpg",
            "asyncpg",
            {"server_settings": {"statement_cache_mode": "off"}},
            (set_to("statement_cache_size", "0"), DropOption("statement_cache_mode", SERVER)),
        ),
        (
            "asyncpg",
            "asyncpg",
            {"server_settings": {"statement_cache_size": "0"}},
            (set_to("statement_cache_size", "0"), DropOption("statement_cache_size", SERVER)),
        ),
        (
            "asyncpg",
            "asyncpg",
            {"query": {"statement_cache_size": "0"}},
            (set_to("statement_cache_size", "0"), DropOption("statement_cache_size", QUERY)),
        ),
        ("asyncpg", "asyncpg", {"query": {"pgbouncer": "true"}}, (DropOption("pgbouncer", QUERY),)),
        ("asyncpg", "asyncpg", {"call": {"statement_cache_size": "0"}}, (set_to("statement_cache_size", "0"),)),
        (
            "sqlalchemy",
            "asyncpg",
            {"call": {"prepared_statement_cache_size": 0}},
            (set_to("prepared_statement_cache_size", "0"), DropOption("prepared_statement_cache_size", CALL)),
        ),
        (
            "sqlalchemy",
            "asyncpg",
            {"call": {"prepared_statement_cache_size": 500}},
            (set_to("prepared_statement_cache_size", "500"), DropOption("prepared_statement_cache_size", CALL)),
        ),
        (
            "sqlalchemy",
            "asyncpg",
            {"call": {"prepared_statement_name_func": EMPTY_NAME}},
            (set_to("prepared_statement_name_func", 'lambda: ""'), DropOption("prepared_statement_name_func", CALL)),
        ),
        (
            "sqlalchemy",
            "asyncpg",
            {"query": {"statement_cache_size": "0"}},
            (set_to("statement_cache_size", "0"), DropOption("statement_cache_size", QUERY)),
        ),
        ("sqlalchemy", "asyncpg", {"query": {"pgbouncer": "true"}}, (DropOption("pgbouncer", QUERY),)),
        ("sqlalchemy", "asyncpg", {"query": {"supa": "base-pooler.x"}}, (DropOption("supa", QUERY),)),
        (
            "sqlalchemy",
            "asyncpg",
            {"query": {"sslmode": "require"}},
            (set_to("ssl", '"require"'), DropOption("sslmode", QUERY)),
        ),
        (
            "sqlalchemy",
            "asyncpg",
            {"driver_options": {"prepared_statement_cache_size": "0"}},
            (set_to("prepared_statement_cache_size", "0"),),
        ),
        (
            "sqlalchemy",
            "psycopg",
            {"query": {"prepare_threshold": "5"}},
            (set_to("prepare_threshold", "5"), DropOption("prepare_threshold", QUERY)),
        ),
        (
            "sqlalchemy",
            "psycopg",
            {"driver_options": {"prepared_statement_cache_size": 0}},
            (set_to("prepare_threshold", "None"), DropOption("prepared_statement_cache_size", DRIVER)),
        ),
        (
            "sqlalchemy",
            "psycopg2",
            {"query": {"statement_cache_size": "0"}},
            (DropOption("statement_cache_size", QUERY),),
        ),
        (
            "sqlalchemy",
            "psycopg2",
            {"driver_options": {"prepare_threshold": None}},
            (DropOption("prepare_threshold", DRIVER),),
        ),
        ("sqlalchemy", "pg8000", {"query": {"pgbouncer": "true"}}, (DropOption("pgbouncer", QUERY),)),
        (
            "psycopg_pool",
            "psycopg",
            {"call": {"prepare_threshold": None}},
            (set_to("prepare_threshold", "None"), DropOption("prepare_threshold", CALL)),
        ),
        (
            "psycopg",
            "psycopg",
            {"query": {"prepare_threshold": "None"}},
            (set_to("prepare_threshold", "None"), DropOption("prepare_threshold", QUERY)),
        ),
    ],
)
def test_moves_the_option_to_where_it_works_or_drops_it(
    library: str, driver: Any, given: dict[str, Any], wishes: tuple[Any, ...]
) -> None:
    assert only(judge(library, make_case(driver, **given))).wishes == wishes


@each_row(
    ("library", "driver", "given"),
    [
        ("asyncpg", "asyncpg", {"call": {"statement_cache_size": 0, "server_settings": Dict(())}}),
        ("asyncpg", "asyncpg", {"server_settings": {"application_name": "shop", "jit": "off"}}),
        ("asyncpg", "asyncpg", {"query": {"sslmode": "require", "target_session_attrs": "any"}}),
        ("asyncpg", "asyncpg", {"query": {"application_name": "shop"}}),
        ("sqlalchemy", "asyncpg", {"driver_options": {"statement_cache_size": 0, "server_settings": Dict(())}}),
        ("sqlalchemy", "asyncpg", {"query": {"prepared_statement_cache_size": "0", "ssl": "require"}}),
        ("sqlalchemy", "asyncpg", {"call": {"pool_timeout": 30, "pool_size": 5}}),
        ("sqlalchemy", "psycopg", {"driver_options": {"prepare_threshold": None}, "query": {"sslmode": "require"}}),
        ("sqlalchemy", "psycopg2", {"query": {"sslmode": "require"}}),
        ("psycopg", "psycopg", {"call": {"prepare_threshold": None, "autocommit": True}}),
        ("psycopg_pool", "psycopg", {"driver_options": {"prepare_threshold": None}, "call": {"min_size": 1}}),
    ],
)
def test_options_that_work_where_they_stand_are_fine(library: str, driver: Any, given: dict[str, Any]) -> None:
    assert isinstance(judge(library, make_case(driver, **given)), Fine)


def test_engine_keywords_are_judged_without_knowing_the_driver() -> None:
    found = only(judge("sqlalchemy", make_case(None, call={"prepared_statement_cache_size": 0}), UNRESOLVED))
    assert "create_async_engine" in found.message
    assert isinstance(judge("sqlalchemy", make_case(None, driver_options={"prepare_threshold": None})), Fine)


def test_the_name_function_is_refused_by_an_old_sqlalchemy_only() -> None:
    case = make_case("asyncpg", driver_options={"prepared_statement_name_func": EMPTY_NAME})
    assert isinstance(judge("sqlalchemy", case), Fine)
    assert isinstance(judge("sqlalchemy", case, versions={"sqlalchemy": ">=2.0.10"}), Fine)
    assert "2.0.10" in only(judge("sqlalchemy", case, versions={"sqlalchemy": "1.4"})).why


@each_row(("endpoint", "source"), [(DIRECT, "0"), (UNRESOLVED, "None"), (LOSING, "None")])
def test_a_threshold_of_zero_moves_as_it_was_meant(endpoint: Endpoint, source: str) -> None:
    found = only(judge("psycopg_pool", make_case("psycopg", call={"prepare_threshold": 0}), endpoint))
    assert found.wishes[0] == set_to("prepare_threshold", source)


def test_before_a_losing_pooler_the_option_moves_turned_off() -> None:
    found = only(judge("sqlalchemy", make_case("asyncpg", call={"prepared_statement_cache_size": 500}), LOSING))
    assert found.wishes[0] == set_to("prepared_statement_cache_size", "0")


@each_row("value", [UNKNOWN, UUID_NAME, Function("make", Known("one"))])
def test_a_value_that_cannot_be_written_elsewhere_has_no_repair(value: Any) -> None:
    found = only(judge("sqlalchemy", make_case("asyncpg", call={"prepared_statement_name_func": value})))
    assert found.wishes == ()


def test_an_ignored_none_goes() -> None:
    found = only(judge("sqlalchemy", make_case("psycopg2", driver_options={"prepare_threshold": None})))
    assert found.message == "create_engine ignores prepare_threshold"
    assert found.wishes == (DropOption("prepare_threshold", DRIVER),)
    found = only(judge("psycopg", make_case("psycopg", call={"statement_cache_size": None})))
    assert found.wishes == (DropOption("statement_cache_size", CALL),)


def test_nothing_moves_into_keywords_that_could_hold_it_already() -> None:
    case = make_case("asyncpg", call={"prepared_statement_cache_size": 0}, hidden="**kwargs")
    assert only(judge("asyncpg", case)).wishes == ()


def test_each_wrong_option_is_a_finding() -> None:
    case = make_case("asyncpg", query={"pgbouncer": "true", "statement_cache_size": "0", "ssl": "require"})
    judgement = judge("sqlalchemy", case)
    assert isinstance(judgement, tuple)
    assert [one.message for one in judgement] == [
        "create_async_engine raises TypeError for pgbouncer",
        "create_async_engine raises TypeError for statement_cache_size",
    ]


def test_the_message_says_what_happens_and_whose_option_it_is() -> None:
    found = only(judge("asyncpg", make_case("asyncpg", call={"prepared_statement_cache_size": 0})))
    assert found.message == "connect raises TypeError for prepared_statement_cache_size"
    assert found.why.startswith("prepared_statement_cache_size as a keyword of connect: TypeError: connect() got an")
    assert found.help[0].startswith("prepared_statement_cache_size belongs to SQLAlchemy's asyncpg dialect")
    assert found.title == "Set statement_cache_size=0 and drop prepared_statement_cache_size"


def test_a_move_under_the_same_name_says_where_to() -> None:
    found = only(judge("psycopg_pool", make_case("psycopg", call={"prepare_threshold": None})))
    assert found.title == "Move prepare_threshold=None to kwargs"


def test_connect_args_beside_a_creator_are_not_judged() -> None:
    case = make_case("asyncpg", call={"creator": UNKNOWN}, driver_options={"prepare_threshold": None})
    assert isinstance(judge("sqlalchemy", case), Fine)


def test_other_databases_are_no_concern() -> None:
    assert isinstance(judge("sqlalchemy", make_case("other", call={"pgbouncer": True}, address=SQLITE)), Fine)


def handed(library: str, driver: Driver, **given: Any) -> Judgement:
    """Of a connection that another library makes, which carries the driver's keywords in a dict of its own."""
    case = make_case(driver, **given)
    case = replace(case, slots=Slots(driver=DictEntry("options")))
    site = make_site(library, case)
    return MisplacedDriverOption().judge(site, case, DIRECT, context())


def test_what_another_library_hands_to_the_driver_is_its_keyword() -> None:
    wrong = {"poolclass": UNKNOWN}
    assert only(handed("asyncpg", "asyncpg", driver_options=wrong)).why.startswith("poolclass in options: ")
    assert only(handed("psycopg", "psycopg", driver_options=wrong)).why.startswith("poolclass in options: ")
    assert isinstance(handed("asyncpg", "asyncpg", call=wrong), Fine)
    in_url = only(handed("asyncpg", "asyncpg", query={"statement_cache_size": "0"}))
    assert in_url.why.startswith("statement_cache_size in the URL: ")


def test_where_the_option_stands_is_said() -> None:
    held = Slots(DictEntry("engine_options"), DictEntry("connect_args"))
    case = replace(make_case("asyncpg", call={"statement_cache_size": 0}), slots=held)
    assert only(judge("sqlalchemy", case)).why.startswith("statement_cache_size in engine_options: ")
    case = replace(make_case("asyncpg", query={"pgbouncer": "true"}), slots=held)
    assert only(judge("sqlalchemy", case)).why.startswith("pgbouncer in the URL: ")
    case = replace(make_case("asyncpg", driver_options={"prepare_threshold": 5}), slots=held)
    assert only(judge("sqlalchemy", case)).why.startswith("prepare_threshold in connect_args: ")


LETS_THROUGH = replace(LOSING, accepted_parameters=("statement_cache_mode", "pgbouncer"))
REFUSES = "connect sends {} to the server, which rejects it"


DROPS = "connect sends {} to Supavisor, which ignores it"


@each_row(
    ("endpoint", "ours", "of_others"),
    [
        (DIRECT, REFUSES, REFUSES),
        (replace(DIRECT, mode=None, ordinary=True), REFUSES, REFUSES),
        (LOSING, REFUSES, REFUSES),
        (replace(LOSING, pooler="Neon pooler (PgBouncer)"), REFUSES, REFUSES),
        (replace(LOSING, accepted_parameters=("extra_float_digits",)), REFUSES, REFUSES),
        (LETS_THROUGH, "connect sends {} to PgBouncer, which ignores it", None),
        (replace(LOSING, pooler_short="Supavisor", software="Supavisor"), DROPS, None),
        (replace(LOSING, pooler_short="Supavisor", software="PgCat"), DROPS, None),
        (replace(LOSING, software="Odyssey"), None, None),
        (replace(LOSING, software=None), None, None),
        (UNRESOLVED, REFUSES, None),
    ],
)
def test_what_becomes_of_a_startup_parameter_is_up_to_the_server(
    endpoint: Endpoint, ours: str | None, of_others: str | None
) -> None:
    for option, outcome in (("statement_cache_mode", ours), ("pgbouncer", of_others)):
        judgement = judge("asyncpg", make_case("asyncpg", server_settings={option: "off"}), endpoint)
        if outcome is None:
            assert isinstance(judgement, Fine)
        else:
            assert only(judgement).message == outcome.format(option)

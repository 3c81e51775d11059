"""What is given to the server at login, and in which argument."""

from __future__ import annotations

from dataclasses import replace

from pooler_lint.model import Case, Option
from pooler_lint.rules.startup import Given, given_at_login
from pooler_lint.slots import OptionKind
from pooler_lint.values import Dict, Entry, Known, Text
from tests.rules.building import SQLITE, UNKNOWN, context, make_case, make_site, placed
from tests.table import each_row

JIT = Given("jit", "options", True)
UNREAD = Given(None, "options", True)


def given(library: str, case: Case) -> list[Given]:
    return list(given_at_login(make_site(library, case), placed(library, case), context()))


@each_row(
    ("value", "expected"),
    [
        ("-c jit=off", [JIT]),
        ("-c JIT=off --Work_Mem=1", [JIT, Given("work_mem", "options", True)]),
        ("-c jit=off nonsense", [UNREAD]),
        ("", []),
        (None, []),
        (UNKNOWN, [UNREAD]),
        (Text(("-c jit=", UNKNOWN)), [JIT]),
        (Text(("-c ", UNKNOWN, "=1")), [UNREAD]),
    ],
)
@each_row("library", ["psycopg", "psycopg2"])
def test_options_of_libpq(library: str, value: object, expected: list[Given]) -> None:
    case = make_case(library, call={"options": value, "other": "-c a=b"})  # type: ignore[dict-item, arg-type]
    assert given("psycopg", case) == expected


def test_options_of_a_pool_are_those_of_its_kwargs() -> None:
    assert given("psycopg_pool", make_case("psycopg", call={"options": "-c jit=off"})) == []
    assert given("psycopg_pool", make_case("psycopg", driver_options={"options": "-c jit=off"})) == [JIT]


def test_options_in_a_url() -> None:
    assert given("psycopg", make_case("psycopg", query={"options": "-c jit=off"})) == [JIT]


@each_row(
    ("library", "name", "value", "expected"),
    [
        ("asyncpg", "jit", "off", [Given("jit", "the DSN")]),
        ("asyncpg", "JIT", "off", [Given("jit", "the DSN")]),
        ("asyncpg", "options", "-c jit=off", [JIT]),
        ("asyncpg", "ssl", "true", []),
        ("sqlalchemy", "jit", "off", []),
    ],
)
def test_the_dsn_of_asyncpg(library: str, name: str, value: str, expected: list[Given]) -> None:
    assert given(library, make_case("asyncpg", query={name: value})) == expected


@each_row(
    ("library", "name", "expected"),
    [
        ("asyncpg", "JIT", [Given("jit", "server_settings")]),
        ("sqlalchemy", "jit", [Given("jit", "server_settings")]),
        ("asyncpg", "options", [JIT]),
        ("asyncpg", "statement_cache_size", []),
    ],
)
def test_the_server_settings_of_asyncpg(library: str, name: str, expected: list[Given]) -> None:
    option = Option(name, Known("-c jit=off" if name == "options" else "off"), OptionKind.SERVER_SETTINGS)
    assert given(library, replace(make_case("asyncpg"), options=(option,))) == expected


def test_other_arguments_of_asyncpg_are_none() -> None:
    assert given("asyncpg", make_case("asyncpg", call={"jit": "off", "options": "-c jit=off"})) == []


def test_startup_params_of_pg8000() -> None:
    params = Dict((Entry("JIT", Known("off")), Entry("work_mem", UNKNOWN)))
    expected = [Given("jit", "startup_params"), Given("work_mem", "startup_params")]
    assert given("sqlalchemy", make_case("pg8000", driver_options={"startup_params": params})) == expected
    assert given("sqlalchemy", make_case("pg8000", driver_options={"startup_params": UNKNOWN})) == []
    assert given("sqlalchemy", make_case("pg8000", driver_options={"other": params})) == []
    assert given("sqlalchemy", make_case("asyncpg", driver_options={"startup_params": params})) == []


def test_a_driver_that_is_not_known_is_one_of_libpqs() -> None:
    case = make_case(None, query={"options": "-c jit=off"})
    assert given("sqlalchemy", case) == [JIT]
    assert given("sqlalchemy", replace(case, address=SQLITE)) == []


def test_an_engine_that_is_given_connections_gives_nothing() -> None:
    case = make_case("psycopg", driver_options={"options": "-c jit=off"}, call={"creator": UNKNOWN})
    assert given("sqlalchemy", case) == []

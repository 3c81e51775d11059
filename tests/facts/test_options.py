"""The table of options, held against the installed libraries: no row needs a server."""

from __future__ import annotations

import asyncio
from importlib import import_module
from importlib.metadata import version
from typing import Any, cast

import pytest

from pooler_lint.facts.options import (
    OptionFact,
    Target,
    ValueKind,
    belongs_to,
    means_off,
    option_fact,
    option_facts,
    target_of,
    turns_off,
)
from pooler_lint.facts.tables import table
from pooler_lint.model import Driver
from pooler_lint.slots import OptionKind
from pooler_lint.versions import parse_version_range
from tests.facts import orms
from tests.facts.refusing_server import RefusingServer
from tests.table import each_row

asyncpg: Any = import_module("asyncpg")

NOWHERE = "u:p@127.0.0.1:1/d"
"""Nothing listens on port 1: a call that gets this far has taken its options."""

INSTALLED = {
    name.lower(): parse_version_range(f"=={version(name)}")
    for name in ("asyncpg", "SQLAlchemy", "psycopg", "psycopg-pool", "Django")
}
LATER_THAN_CONNECTING = ("first query", "first execution")


def counts(fact: OptionFact, option: str) -> bool:
    """True if this row is the one that holds with the installed versions."""
    kinds: dict[str, ValueKind] = {
        "text": "text",
        "none": "none",
        "any": "text" if fact.kind is OptionKind.QUERY else "other",
    }
    driver = None if fact.driver == "any" else cast("Driver", fact.driver)
    return option_fact(fact.library, driver, fact.kind, option, kinds[fact.value], INSTALLED) is fact


# GINO needs SQLAlchemy below 1.4: tests/live/test_gino.py has an environment for it.
CHECKED = [
    (fact, option)
    for fact in option_facts()
    for option in sorted(fact.options)
    if fact.library != "gino"
    and counts(fact, option)
    and not any(words in fact.happens for words in LATER_THAN_CONNECTING)
]


def right_value(option: str) -> Any:
    """A value of the type that the option has where it works."""
    special: dict[str, Any] = {
        "server_settings": {"application_name": "shop"},
        "connection_class": asyncpg.Connection,
        "prepared_statement_name_func": lambda: "",
        "prepare_threshold": 5,
    }
    return special.get(option, 0)


def attempt(fact: OptionFact, option: str) -> BaseException:
    """The error that ends the attempt to connect with this option where the row has it."""
    written = {"text": "0", "none": None, "any": right_value(option)}[fact.value]
    value = "0" if fact.kind is OptionKind.QUERY else written
    try:
        _connect(fact, option, value)
    except Exception as error:
        return error
    raise AssertionError("a connection to a closed port was made")


def _connect(fact: OptionFact, option: str, value: Any) -> None:
    query = f"?{option}={value}" if fact.kind is OptionKind.QUERY else ""
    if fact.library in ("tortoise", "piccolo", "databases"):
        asyncio.run(orms.connect(fact, option, value))
        return
    given = {option: value} if fact.kind in (OptionKind.CALL, OptionKind.DRIVER) else {}
    if fact.library == "asyncpg":
        asyncio.run(_connect_asyncpg(f"postgresql://{NOWHERE}{query}", given))
    elif fact.library == "sqlalchemy" and fact.driver == "asyncpg":
        asyncio.run(_connect_async_engine(f"postgresql+asyncpg://{NOWHERE}{query}", given))
    elif fact.library == "sqlalchemy":
        _connect_engine(fact, query, given)
    elif fact.library == "django" and fact.driver == "psycopg2":
        _connect_psycopg2(f"postgresql://{NOWHERE}{query}", given)
    elif fact.library == "django":
        _connect_django(fact, f"postgresql://{NOWHERE}{query}", given)
    else:
        _connect_psycopg(fact, f"postgresql://{NOWHERE}{query}", given)


async def _connect_asyncpg(dsn: str, given: dict[str, Any]) -> None:
    await asyncpg.connect(dsn, **given)


async def _connect_async_engine(url: str, connect_args: dict[str, Any]) -> None:
    from sqlalchemy.ext.asyncio import create_async_engine

    async with create_async_engine(url, connect_args=connect_args).connect():
        pass


def _connect_engine(fact: OptionFact, query: str, given: dict[str, Any]) -> None:
    from sqlalchemy import create_engine

    driver = "psycopg2" if fact.driver == "any" else fact.driver
    keywords: dict[str, Any] = given if fact.kind is OptionKind.CALL else {"connect_args": given}
    create_engine(f"postgresql+{driver}://{NOWHERE}{query}", **keywords).connect()


def _connect_psycopg(fact: OptionFact, dsn: str, given: dict[str, Any]) -> None:
    import psycopg
    import psycopg_pool

    if fact.library == "psycopg_pool" and fact.kind is OptionKind.CALL:
        psycopg_pool.ConnectionPool(dsn, open=False, **given)
    psycopg.connect(dsn, **given)


def _connect_psycopg2(dsn: str, given: dict[str, Any]) -> None:
    """As Django does without psycopg 3: what is in OPTIONS are keywords of `connect`."""
    import psycopg2  # type: ignore[import-untyped]

    psycopg2.connect(dsn, **given)


def _connect_django(fact: OptionFact, url: str, given: dict[str, Any]) -> None:
    import dj_database_url
    from django.conf import settings  # type: ignore[import-untyped]
    from django.db.utils import ConnectionHandler  # type: ignore[import-untyped]

    if not settings.configured:
        settings.configure()
    alias: dict[str, Any] = {**dj_database_url.parse(url)}
    alias.update(given if fact.kind is OptionKind.CALL else {"OPTIONS": {**alias.get("OPTIONS", {}), **given}})
    ConnectionHandler({"default": alias})["default"].connect()


def _gets_through(error: BaseException) -> bool:
    """True for the error of a closed port: the options were taken."""
    words = f"{type(error).__name__} {error}".lower()
    return "refused" in words or "can't create a connection" in words or "can't establish" in words


@each_row(
    ("fact", "option"),
    [row for row in CHECKED if "startup parameter" not in row[0].happens],
)
def test_the_installed_libraries_do_what_the_row_says(fact: OptionFact, option: str) -> None:
    error = attempt(fact, option)
    if fact.expectation != "refused":
        assert _gets_through(error), repr(error)
        return
    assert not _gets_through(error), repr(error)
    kind, _, words = fact.what_happens(option).partition(":")
    assert kind in (type(error).__name__, "TypeError", "ProgrammingError")
    assert type(error).__name__ == kind
    said = words.split(",")[0].split("(in key")[0].strip().removeprefix("__init__() ")
    assert said.replace(' "', ': "').replace(": :", ":").split(": ")[-1] in str(error)


@each_row(
    ("fact", "option"),
    [row for row in CHECKED if "startup parameter" in row[0].happens],
)
def test_asyncpg_sends_what_it_does_not_know_to_the_server(fact: OptionFact, option: str) -> None:
    async def sent() -> dict[str, str]:
        async with RefusingServer() as server:
            query = f"&{option}=off" if fact.kind is OptionKind.QUERY else ""
            settings = {option: "off"} if fact.kind is OptionKind.SERVER_SETTINGS else None
            dsn = f"postgresql://u:p@127.0.0.1:{server.port}/d?sslmode=disable{query}"
            with pytest.raises((OSError, asyncpg.PostgresError, asyncpg.InterfaceError)):
                await asyncpg.connect(dsn, server_settings=settings, timeout=600)
            return server.startup

    assert asyncio.run(sent())[option] == "off"


def test_psycopg_compares_a_threshold_of_text_at_the_first_execution() -> None:
    from psycopg._preparing import PrepareManager
    from psycopg._queries import PostgresQuery
    from psycopg.adapt import Transformer

    manager = PrepareManager()
    manager.prepare_threshold = "0"  # type: ignore[assignment]
    query = PostgresQuery(Transformer())
    query.convert("select 1", None)
    with pytest.raises(TypeError):
        manager.get(query)


def test_sqlalchemy_leaves_a_threshold_in_the_url_as_text() -> None:
    from sqlalchemy import create_engine

    engine = create_engine("postgresql+psycopg://u@h/d?prepare_threshold=0")
    assert engine.dialect.create_connect_args(engine.url)[1]["prepare_threshold"] == "0"


def test_sqlalchemy_makes_a_number_of_its_cache_size_in_the_url() -> None:
    from sqlalchemy import create_engine

    engine = create_engine("postgresql+asyncpg://u@h/d?prepared_statement_cache_size=0")
    assert engine.dialect.create_connect_args(engine.url)[1]["prepared_statement_cache_size"] == 0


def test_every_option_of_a_row_has_an_owner() -> None:
    assert all(belongs_to(option) for fact in option_facts() for option in fact.options)


def test_every_move_ends_where_the_option_works() -> None:
    for move in table("options")["moves"]:
        to_call = move["library"] in ("asyncpg", "psycopg", "databases") or move.get("kind") == "call"
        driver = None if move["driver"] == "any" else move["driver"]
        kind = OptionKind.CALL if to_call else OptionKind.DRIVER
        fact = option_fact(move["library"], driver, kind, move["becomes"], "other", {})
        assert move["becomes"] == "ssl" or (fact is not None and fact.expectation == "ok")


def test_the_first_row_that_fits_counts() -> None:
    number = option_fact("asyncpg", "asyncpg", OptionKind.CALL, "statement_cache_size", "other", {})
    text = option_fact("asyncpg", "asyncpg", OptionKind.CALL, "statement_cache_size", "text", {})
    assert number is not None
    assert text is not None
    assert (number.expectation, text.expectation) == ("ok", "refused")
    assert option_fact("asyncpg", "asyncpg", OptionKind.CALL, "command_timeout", "other", {}) is None
    assert option_fact("sqlalchemy", None, OptionKind.DRIVER, "prepare_threshold", "other", {}) is None


def test_targets_and_values() -> None:
    assert target_of("asyncpg", "asyncpg", "prepared_statement_cache_size") == Target("statement_cache_size", "0")
    assert target_of("sqlalchemy", "psycopg2", "prepare_threshold") is None
    assert turns_off("statement_cache_size", 0)
    assert turns_off("statement_cache_size", "0")
    assert not turns_off("statement_cache_size", 100)
    assert not turns_off("prepare_threshold", 0)
    assert means_off("prepare_threshold", 0)
    assert turns_off("prepare_threshold", None)
    assert not means_off("pgbouncer", "true")

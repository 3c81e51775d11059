"""From the text of a file to its sites and their cases."""

from __future__ import annotations

import textwrap

from pooler_lint.connections.registry import LIBRARIES
from pooler_lint.files.screen import could_matter
from pooler_lint.model import Case, ConnectionSite
from pooler_lint.slots import DictEntry, OptionKind
from tests.connections.finding import find_sites
from tests.evaluate.showing import show
from tests.table import each_row

DOCUMENTED = sorted({(library.name, name) for library in LIBRARIES for name in library.callees.items()})


def site_of(source: str) -> ConnectionSite:
    (site,) = find_sites(textwrap.dedent(source), "app.py")
    return site


def options(case: Case) -> dict[tuple[str, OptionKind], str]:
    return {(option.name, option.kind): show(option.value) for option in case.options}


@each_row(("library", "name"), DOCUMENTED)
def test_every_name_of_every_callee_is_found(library: str, name: tuple[str, str]) -> None:
    dotted, documented = name
    module, _, attribute = dotted.rpartition(".")
    if module.rpartition(".")[2][:1].isupper():
        module, _, cls = module.rpartition(".")
        source = f"from {module} import {cls}\n{cls}.{attribute}('postgresql://h:6432/db')"
    elif library == "sqlalchemy" and attribute == "Celery":
        source = f"from {module} import {attribute} as made\nmade(backend='db+postgresql://h:6432/db')"
    else:
        source = f"from {module} import {attribute} as made\nmade('postgresql://h:6432/db')"
    found = site_of(source)
    assert (found.library, found.callee) == (library, documented)
    assert could_matter(source.encode())


def test_options_are_found_in_every_home() -> None:
    source = """
        from sqlalchemy.ext.asyncio import create_async_engine
        create_async_engine(
            "postgresql+asyncpg://h/db?prepared_statement_cache_size=0",
            pool_size=5,
            connect_args={"statement_cache_size": 0, "server_settings": {"jit": "off"}},
        )
    """
    (case,) = site_of(source).cases
    assert options(case) == {
        ("pool_size", OptionKind.CALL): "5",
        ("statement_cache_size", OptionKind.DRIVER): "0",
        ("jit", OptionKind.SERVER_SETTINGS): "'off'",
        ("prepared_statement_cache_size", OptionKind.QUERY): "'0'",
    }


def test_a_configure_callback_sets_later() -> None:
    source = """
        from psycopg_pool import ConnectionPool
        def configure(connection):
            connection.prepare_threshold = None
        ConnectionPool("host=h", configure=configure)
    """
    (case,) = site_of(source).cases
    assert options(case)["prepare_threshold", OptionKind.LATER] == "None"
    assert case.open is None


def test_a_configure_callback_from_elsewhere_hides_options() -> None:
    source = "from psycopg_pool import ConnectionPool\nfrom app import setup\nConnectionPool('host=h', configure=setup)"
    (case,) = site_of(source).cases
    assert case.open is not None


def test_a_connect_event_sets_later() -> None:
    source = """
        from sqlalchemy import create_engine, event
        engine = create_engine("postgresql+psycopg://h/db")
        @event.listens_for(engine, "connect")
        def set_threshold(connection, record):
            connection.prepare_threshold = None
    """
    (case,) = site_of(source).cases
    assert options(case)["prepare_threshold", OptionKind.LATER] == "None"


def test_the_later_arguments_of_a_partial_count() -> None:
    source = """
        import functools, asyncpg
        connect = functools.partial(asyncpg.connect, "postgresql://h:6432/db")
        connect(statement_cache_size=0)
    """
    (case,) = site_of(source).cases
    assert options(case)["statement_cache_size", OptionKind.CALL] == "0"


@each_row(
    ("arguments", "is_open"),
    [
        ("**options", True),
        ("**{'min_size': 1}", False),
        ("*arguments", True),
        ("min_size=1", False),
    ],
)
def test_unknown_arguments_leave_the_case_open(arguments: str, is_open: bool) -> None:
    (case,) = site_of(f"import asyncpg\nasyncpg.create_pool('postgresql://h/db', {arguments})").cases
    assert (case.open is not None) is is_open


def test_a_literal_that_others_use_is_not_exclusive() -> None:
    alone = "import psycopg_pool as p\nK = {'autocommit': True}\np.ConnectionPool('host=h', kwargs=K)\n"
    for source, exclusive in ((alone, True), (alone + "print(K)", False)):
        (case,) = site_of(source).cases
        slot = case.slots.driver
        assert isinstance(slot, DictEntry)
        assert slot.given is not None
        assert slot.given.exclusive is exclusive


def test_too_many_ways_are_said() -> None:
    tests = "\n".join(f"if c{i}:\n    o['{name}'] = {i}" for i, name in enumerate(["host", "port", "database"] * 4))
    source = f"import asyncpg\no = {{'dsn': 'postgresql://h/db'}}\n{tests}\nasyncpg.connect(**o)"
    found = find_sites(source, "app.py")
    assert len(found) == 1
    assert found[0].cases or found[0].unknown


def test_each_connection_of_a_config_is_a_site_of_its_own() -> None:
    source = """
        from tortoise import Tortoise
        ORM = {
            "connections": {
                "default": "postgres://u@one:6432/a",
                "second": {"engine": "tortoise.backends.psycopg", "credentials": {"host": "two", "kwargs": {"x": 1}}},
                "local": "sqlite://a.db",
            },
        }
        async def init():
            await Tortoise.init(config=ORM)
        async def again():
            await Tortoise.init(config=ORM)
    """
    text = textwrap.dedent(source)
    first, second = find_sites(text, "app.py")
    assert (first.part, second.part) == ("default", "second")
    assert first.place == second.place
    assert text[first.shown.start : first.shown.end] == '"postgres://u@one:6432/a"'
    assert text[second.shown.start : second.shown.end].startswith('{"engine"')
    assert [case.slots.driver_kind for case in (*first.cases, *second.cases)] == [OptionKind.QUERY, OptionKind.DRIVER]
    assert options(second.cases[0]) == {("x", OptionKind.DRIVER): "1"}


def test_what_a_caller_writes_is_not_written_at_the_call() -> None:
    """An edit there could reach what else the function does with it."""
    source = """
        import asyncpg
        def connect(dsn):
            return asyncpg.connect(dsn, timeout=5)
        connect("postgresql://h:6432/d?statement_cache_size=9")
    """
    (case,) = site_of(source).cases
    assert {option.name: option.place is not None for option in case.options} == {
        "timeout": True,
        "statement_cache_size": False,
    }


def test_choices_inside_of_a_config_are_cases() -> None:
    source = """
        from tortoise import Tortoise
        async def init(pooled):
            await Tortoise.init(
                config={"connections": {"default": {
                    "engine": "tortoise.backends.asyncpg",
                    "credentials": {"host": "h", "port": 6432 if pooled else 5432},
                }}}
            )
    """
    assert [show(case.address.port) for case in site_of(source).cases if case.address.port] == ["6432", "5432"]


def test_a_method_of_what_a_class_made() -> None:
    source = """
        from gino import Gino
        db = Gino()
        async def main():
            await db.set_bind("postgresql://h:6432/db", statement_cache_size=0)
            await db.other("postgresql://h:6432/db")
    """
    found = site_of(source)
    assert (found.library, found.callee) == ("gino", "gino.Gino.set_bind")
    assert options(found.cases[0]) == {("statement_cache_size", OptionKind.CALL): "0"}


@each_row(
    ("scheme", "driver"),
    [("postgres", "asyncpg"), ("postgresql", "asyncpg"), ("asyncpg", "asyncpg"), ("psycopg", "psycopg")],
)
def test_the_scheme_chooses_the_driver_of_tortoise(scheme: str, driver: str) -> None:
    source = f"""
        from tortoise import Tortoise
        async def init():
            await Tortoise.init(db_url="{scheme}://u@h:6432/db")
    """
    assert [case.driver for case in site_of(source).cases] == [driver]


@each_row(
    ("url", "driver"),
    [("postgresql://h/d", "asyncpg"), ("postgresql+aiopg://h/d", "psycopg2"), ("postgresql+other://h/d", "asyncpg")],
)
def test_the_scheme_chooses_the_backend_of_databases(url: str, driver: str) -> None:
    assert [case.driver for case in site_of(f"import databases\ndatabases.Database('{url}')").cases] == [driver]

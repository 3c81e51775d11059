from __future__ import annotations

from dataclasses import replace
from typing import Any

from pooler_lint.lines import Place
from pooler_lint.model import Address, ConnectionSite, Driver, Use
from pooler_lint.rules.reading import (
    Threshold,
    driver_of,
    holds_unique_call,
    passes_own_connections,
    statement_cache_of,
    threshold_of,
)
from pooler_lint.slots import DictEntry, OptionKind, Slots
from pooler_lint.values import (
    Attribute,
    Called,
    Dict,
    Entry,
    Function,
    Items,
    Known,
    OneOf,
    Symbol,
    Text,
    Unknown,
    Value,
)
from tests.rules.building import UNKNOWN, context, make_case, make_site
from tests.table import each_row

UNIQUE = Called(Symbol("uuid.uuid4"), ())


@each_row(
    "value",
    [
        UNIQUE,
        Attribute(UNIQUE, "hex"),
        Called(Attribute(UNIQUE, "hex"), ()),
        Text(("__", UNIQUE, "__")),
        Items((Known(1), UNIQUE)),
        Dict((Entry("name", UNIQUE),)),
        OneOf(((frozenset(), Known("")), (frozenset(), UNIQUE))),
        Function("<lambda>", UNIQUE),
    ],
)
def test_a_unique_part_makes_the_whole_unique(value: Value) -> None:
    assert holds_unique_call(value)


@each_row("value", [Known("a"), Called(Symbol("str"), ()), Text(("a", Symbol("b"))), Items(())])
def test_others_are_not(value: Value) -> None:
    assert not holds_unique_call(value)


@each_row(("scheme", "driver"), [("postgresql", "psycopg"), ("postgres", None), ("postgresql+x", None)])
def test_only_one_scheme_leaves_the_driver_to_sqlalchemy(scheme: str, driver: str | None) -> None:
    case = make_case(None, address=Address(scheme=scheme, is_postgres=True))
    assert driver_of(make_site("sqlalchemy", case), case, context(sqlalchemy="2.1")) == driver


@each_row("module", ["sqlalchemy", "sqlalchemy.ext.asyncio"])
@each_row("driver", ["psycopg2", "pg8000", "psycopg", "asyncpg"])
def test_an_async_engine_is_made_with_async_drivers_only(module: str, driver: Driver) -> None:
    case = make_case(driver)
    site = make_site("sqlalchemy", case, callee=f"{module}.engine")
    is_made = module == "sqlalchemy" or driver in ("psycopg", "asyncpg")
    assert driver_of(site, case, context()) == (driver if is_made else None)


def test_the_default_driver_of_an_old_sqlalchemy_makes_no_async_engine() -> None:
    case = make_case(None, address=Address(scheme="postgresql", is_postgres=True))
    assert driver_of(make_site("sqlalchemy", case), case, context(sqlalchemy="2.0.23")) is None
    other = make_site("sqlalchemy", case, callee="sqlalchemy.create_engine")
    assert driver_of(other, case, context(sqlalchemy="2.0.23")) == "psycopg2"


def test_what_another_library_hands_on_counts_where_it_carries_it() -> None:
    for given, found in (
        ({"call": {"statement_cache_size": 0}}, False),
        ({"driver_options": {"statement_cache_size": 0}}, True),
    ):
        case = make_case("asyncpg", **given)  # type: ignore[arg-type]
        case = replace(case, slots=Slots(driver=DictEntry("options")))
        site = replace(make_site("asyncpg", case), through="another")
        assert (statement_cache_of(site, case) is not None) == found


@each_row("name", ["creator", "async_creator"])
def test_a_function_that_connects_is_an_argument_of_the_engine(name: str) -> None:
    assert passes_own_connections(make_case("asyncpg", call={name: UNKNOWN}))
    assert not passes_own_connections(make_case("asyncpg", driver_options={name: UNKNOWN}))


def _site(library: str, *uses: Use) -> ConnectionSite:
    return replace(make_site("psycopg", uses=uses), library=library)


def _assigned(name: str, value: Value | None) -> Use:
    return Use((name,), Place("a.py", 200, 210), assigned=value)


@each_row(
    ("site", "given", "threshold"),
    [
        (_site("psycopg"), {}, Threshold(None)),
        (_site("psycopg"), {"call": {"prepare_threshold": 5}}, Threshold(Known(5), OptionKind.CALL)),
        (_site("psycopg"), {"later": {"prepare_threshold": 5}}, Threshold(Known(5), OptionKind.LATER)),
        (_site("psycopg", _assigned("prepare_threshold", Known(5))), {}, Threshold(Known(5), OptionKind.LATER)),
        (_site("psycopg", _assigned("prepare_threshold", None)), {}, Threshold(None)),
        (_site("psycopg", _assigned("row_factory", Known(None))), {}, Threshold(None)),
        (_site("django"), {}, Threshold(Known(None))),
        (_site("django"), {"call": {"prepare_threshold": 5}}, Threshold(Known(None))),
        (_site("django"), {"driver_options": {"prepare_threshold": 5}}, Threshold(Known(5), OptionKind.DRIVER)),
        (
            _site("django"),
            {"query": {"prepare_threshold": "5"}},
            Threshold(Unknown("it stands in the query of the URL")),
        ),
        (_site("django"), {"hidden": "**more"}, Threshold(Unknown("**more"))),
    ],
)
def test_the_threshold_that_counts_in_the_end(
    site: ConnectionSite, given: dict[str, Any], threshold: Threshold
) -> None:
    case = make_case("psycopg", **given)
    if site.library == "django":
        case = replace(case, slots=Slots(driver=DictEntry("OPTIONS")))
    assert threshold_of(site, case) == threshold
